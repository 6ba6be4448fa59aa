left = 1
left == 1 = 2
