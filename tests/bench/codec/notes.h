// What JavaScript wants encoded, as it comes into wasm: each packet a list of its fields' values, one after the other,
// texts and bytes with their size before them (notes.mjs writes it). Nothing of it is in the wire's form.
#pragma once
#include <cstring>

#include "mqtt/packet.h"

namespace codec_bench {

class Notes {
 public:
  Notes(const std::uint8_t* at, std::size_t size) : at_(at), end_(at + size) {}

  bool empty() const { return at_ == end_; }
  std::uint8_t u8() { return *at_++; }
  bool flag() { return u8() != 0; }
  std::uint16_t u16() { return number<std::uint16_t>(); }
  std::uint32_t u32() { return number<std::uint32_t>(); }
  mqtt::Bytes bytes() {
    const std::uint32_t size = u32();
    const mqtt::Bytes bytes(at_, size);
    at_ += size;
    return bytes;
  }
  std::string_view text() { return mqtt::as_text(bytes()); }
  mqtt::Qos qos() { return static_cast<mqtt::Qos>(u8()); }

  // Put into `list`, one by one, as a caller does; the view is of that.
  mqtt::Properties properties(mqtt::PropertyList& list);

 private:
  template <class Number>
  Number number() {
    Number value;
    std::memcpy(&value, at_, sizeof value);
    at_ += sizeof value;
    return value;
  }

  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

inline mqtt::Properties Notes::properties(mqtt::PropertyList& list) {
  using mqtt::PropertyType;
  list.clear();
  for (std::uint32_t left = u16(); left > 0; --left) {
    const auto id = static_cast<mqtt::PropertyId>(u8());
    switch (type_of(id)) {
      case PropertyType::text:
      case PropertyType::binary:
        list.add(id, text());
        break;
      case PropertyType::text_pair: {
        const std::string_view name = text();
        list.add_user(name, text());
        break;
      }
      default:
        list.add(id, u32());
    }
  }
  return list;
}

}  // namespace codec_bench
