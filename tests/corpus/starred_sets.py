g = {1: {2, 3, 10}}
print({2,3,10}, list({2,3,10}), [x for x in g[1]], [*g[1]], g)
s = {2,3,10}
for x in s: print(x, end=" ")
t = set(); t.add(2); t.add(3); t.add(10); print(t, list(t), [*t])
u = set([2,3,10]); print([x for x in u], u)
s = {9, 4, 1}
s.update([16, 25], {36})
print(s, [*s]); s.discard(4); print(s)
