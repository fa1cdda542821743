// The browser's services without a browser: what was copied and saved is kept for the test to read.
#pragma once
#include <string>
#include <vector>

#include "browser/services.h"

namespace support {

class FakeServices final : public browser::Services {
 public:
  struct File {
    std::string name, type;
    std::vector<std::string> pieces;
    bool ended = false;
    std::string text() const {
      std::string all;
      for (const std::string& piece : pieces) all += piece;
      return all;
    }
  };
  std::vector<std::string> copies;
  std::vector<File> files;

  void copy(std::string_view utf8) override { copies.emplace_back(utf8); }
  void download_begin(std::string_view file_name, std::string_view mime_type) override {
    files.push_back({std::string(file_name), std::string(mime_type), {}, false});
  }
  void download_piece(std::span<const std::uint8_t> bytes) override {
    files.back().pieces.emplace_back(bytes.begin(), bytes.end());
  }
  void download_end() override { files.back().ended = true; }
};

}  // namespace support
