not left = 3
