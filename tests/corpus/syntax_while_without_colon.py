left = 3
while left > 0
    left -= 1
