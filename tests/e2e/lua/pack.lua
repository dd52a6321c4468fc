-- string.pack, unpack, packsize.
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
for _, f in ipairs { "b", "B", "h", "H", "i", "I", "l", "L", "j", "J", "T", "i3", "I5", "<i4", ">i4", "=i4", "i16", "I16" } do
  local p = string.pack(f, 100)
  print(f, hex(p), string.unpack(f, p))
end
print(hex(string.pack("<i3", -2)), string.unpack("<i3", "\xfe\xff\xff"), string.unpack("<i16", string.pack("<i16", -1)))
print(hex(string.pack(">fdn", 1.5, -2.25, 1e10)), string.unpack(">fdn", string.pack(">fdn", 1.5, -2.25, 1e10)))
print(hex(string.pack("z", "zero")), hex(string.pack("s1", "len")), hex(string.pack("s", "len")), hex(string.pack("c5", "abc")))
print(string.unpack("z", "abc\0def"), string.unpack("s1", "\3abc"), string.unpack("c2", "abc", 2), string.unpack("<H", "abcd", -2))
print(hex(string.pack("!4 i1 i4", 1, 2)), hex(string.pack("!8 b Xi8 i8", 1, 2)), hex(string.pack("b x h", 1, 2)), hex(string.pack("!2 i1 !1 i4", 1, 2)))
print(string.packsize("i4 i8 !8 d b"), string.packsize("<!4 i1 i4 c10"), string.packsize(""))
for _, case in ipairs { { "i17", 1 }, { "i0", 1 }, { "i1", 200 }, { "I1", -1 }, { "I1", 256 }, { "q", 1 }, { "!3 i4", 1 }, { "c", "x" },
  { "c2", "xyz" }, { "s1", ("x"):rep(300) }, { "z", "a\0b" }, { "X", 1 }, { "Xz", 1 }, { "!17", 1 }, { "i1", "x" } } do
  print(case[1], pcall(string.pack, case[1], case[2]))
end
print(pcall(string.unpack, "i4", "abc"), pcall(string.unpack, "z", "abc"), pcall(string.unpack, "s1", "\9abc"), pcall(string.unpack, "i4", "abcd", 10))
print(pcall(string.packsize, "s"), pcall(string.packsize, "z"), pcall(string.packsize, "c2147483647c2147483647"))
print(pcall(string.unpack, "<i16", ("\xff"):rep(8) .. ("\1"):rep(8)))
