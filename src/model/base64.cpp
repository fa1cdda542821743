#include "model/base64.h"

namespace model {

void append_base64(std::string& to, Bytes bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  to.reserve(to.size() + (bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = bytes.size() - i;
    const unsigned group = bytes[i] << 16U | (left > 1 ? bytes[i + 1] : 0U) << 8U | (left > 2 ? bytes[i + 2] : 0U);
    to.push_back(kDigits[group >> 18]);
    to.push_back(kDigits[group >> 12 & 63]);
    to.push_back(left > 1 ? kDigits[group >> 6 & 63] : '=');
    to.push_back(left > 2 ? kDigits[group & 63] : '=');
  }
}

}  // namespace model
