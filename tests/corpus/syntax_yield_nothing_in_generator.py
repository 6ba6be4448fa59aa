turns = (yield for turn in range(3))
