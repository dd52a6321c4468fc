// json_driver SCALE: parses, dumps and compares SCALE documents of 100 records.
#include "nlohmann/json.hpp"
#include <iostream>

int main(int argc, char **argv) {
  std::string document = "[";
  for (int i = 0; i < 100; i++)
    document += std::string(i ? "," : "") + "{\"id\": " + std::to_string(i) + ", \"name\": \"n\\u00e9\\t" +
                std::to_string(i * 31) + "\", \"tags\": [true, null, " + std::to_string(i * 7) +
                ".5e-3], \"inner\": {\"a\": [], \"b\": \"x\"}}";
  document += "]";
  size_t sum = 0;
  for (int i = 0; i < std::atoi(argv[argc - 1]); i++) {
    nlohmann::json a = nlohmann::json::parse(document);
    std::string text = a.dump();
    if (nlohmann::json::parse(text) != a)
      return 1;
    sum += text.size();
  }
  std::cout << sum << "\n";
}
