#include <string>

#include "browser/services_web.h"

extern "C" {
void page_copy(const char* text, std::size_t length);
void page_download_piece(const std::uint8_t* bytes, std::size_t size);
void page_download_end(const char* name, std::size_t name_length, const char* type, std::size_t type_length);
}

namespace browser {
namespace {

class PageServices final : public Services {
 public:
  void copy(std::string_view utf8) override { page_copy(utf8.data(), utf8.size()); }
  void download_begin(std::string_view file_name, std::string_view mime_type) override {
    name_.assign(file_name);
    type_.assign(mime_type);
  }
  void download_piece(std::span<const std::uint8_t> bytes) override { page_download_piece(bytes.data(), bytes.size()); }
  void download_end() override { page_download_end(name_.data(), name_.size(), type_.data(), type_.size()); }

 private:
  std::string name_, type_;
};

}  // namespace

Services& page_services() {
  static PageServices services;
  return services;
}

}  // namespace browser
