-- The utf8 library.
print(utf8.char(72, 228, 8364, 128512), utf8.char(), utf8.charpattern, pcall(utf8.char, -1), #utf8.char(0x7fffffff))
local s = "Hä€😀"
print(utf8.len(s), #s, utf8.len(s, 3), utf8.len(s, 2, 3), utf8.len("\xff"), utf8.len("abc\x80"), utf8.len(""), utf8.len(s, -4), pcall(utf8.len, s, 100), pcall(utf8.len, s, 1, 100))
for p, c in utf8.codes(s) do io.write(p, ":", c, " ") end print()
print(utf8.codepoint(s, 1, -1)); print(pcall(utf8.codepoint, s, 3)); print(pcall(utf8.codepoint, s, 1, 100)); print(utf8.codepoint(s, 2, 1)); print(pcall(utf8.codepoint, "\xff"))
print(utf8.offset(s, 1), utf8.offset(s, 3), utf8.offset(s, -1), utf8.offset(s, -2), utf8.offset(s, 10), utf8.offset(s, 0, 3), pcall(utf8.offset, s, 1, 3), utf8.offset(s, 0, #s + 1), pcall(utf8.offset, s, 1, 100), utf8.offset(s, -10))
for _, bad in ipairs { "\x80", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xfc\x84\x80\x80\x80\x80", "\xe2\x82", "a\xe2" } do
  print(utf8.len(bad), utf8.len(bad, 1, -1, true), pcall(function() for _ in utf8.codes(bad) do end end), pcall(function() for _ in utf8.codes(bad, true) do end end))
end
for c in s:gmatch(utf8.charpattern) do io.write("[", c, "]") end print()
print("\u{7FFFFFFF}" == utf8.char(0x7fffffff), "\u{48}\u{e4}\u{20ac}\u{1f600}" == s)
