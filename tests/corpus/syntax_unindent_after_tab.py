async def main():
	print('tab')
    print('spaces')
