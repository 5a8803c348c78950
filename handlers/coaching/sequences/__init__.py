"""What a programme writes by itself to those who take part."""
