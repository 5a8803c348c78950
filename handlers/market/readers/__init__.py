"""Who hears of bulletins: what, how often, in which group, and why."""
