"""The face of the domain: an update in, a form or a rule called, a reply out.

`bot/` holds what is true without a chat window; here is what people see of it. No SQL, no
arithmetic, and nothing that sends: a handler answers through `Turn.reply`.
"""
