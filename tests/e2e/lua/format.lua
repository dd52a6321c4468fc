-- string.format: every conversion, flags, errors.
print(string.format("%d %5d|%-5d|%05d %+d % d", 1, 2, 3, 4, 5, 6))
print(string.format("%i %u %x %X %#x %o %c", 7, 8, 255, 255, 255, 8, 65))
print(string.format("%e %.3f %g %G %10.2f|%-10.1f|", 1.5, 2.25, 1e20, 1e-10, 3.14159, 2.5))
print(string.format("%a %.2A", 1.0, 0.5), string.format("%.20s|%10s|%-10s|%s", "text", "r", "l", "plain"))
print(string.format("%s %s %s %s", nil, true, 12, 1.5), string.format("%%"), string.format("%.0f", 0.5))
print(string.format("%q", 'a "quoted"\n\0line\r\\ \1272'), string.format("%q %q %q", 1, 1.5, math.mininteger))
print(string.format("%q %q %q", 1 / 0, -1 / 0, 0 / 0), string.format("%q", true), string.format("%q", nil))
print(string.format("%s", setmetatable({}, { __tostring = function() return "object" end })))
print(pcall(string.format, "%s", setmetatable({}, { __tostring = function() return 1 end })))
print(string.format("%s", setmetatable({}, { __name = "Named" })):match("^Named: ") ~= nil)
print(string.format("%5s%-5s|", "ab", "cd"), string.format("%s", ("x"):rep(200)), #string.format("%99.99f", 1e300))
for _, bad in ipairs { "%", "%y", "%10", "%d", "%123d", "%.123d", "%0100d", "%#i", "%-c%", "%.3q", "%5p%" } do
  print(bad, select(2, pcall(string.format, bad)))
end
print(pcall(string.format, "%d", "1.5"), pcall(string.format, "%d", "3"), pcall(string.format, "%d", 1.5), pcall(string.format, "%q", {}))
print(pcall(string.format, "%.10s", "a\0b"), pcall(string.format, "%s"), string.format("%p", 1), string.format("%-20p|", nil))
print(pcall(string.format, "%c%c", 1, 256))
