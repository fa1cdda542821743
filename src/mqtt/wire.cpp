#include "mqtt/wire.h"

namespace mqtt {

bool Reader::have(std::size_t count, Field field) {
  if (failed()) return false;
  if (rest_.size() >= count) return true;
  fail(Reason::truncated, field, "MQTT 3.1.1 §2.2.3", count, rest_.size());
  return false;
}

std::uint8_t Reader::u8(Field field) {
  if (!have(1, field)) return 0;
  const std::uint8_t value = rest_[0];
  rest_ = rest_.subspan(1);
  return value;
}

std::uint16_t Reader::u16(Field field) {
  if (!have(2, field)) return 0;
  const auto value = static_cast<std::uint16_t>(rest_[0] << 8 | rest_[1]);
  rest_ = rest_.subspan(2);
  return value;
}

Bytes Reader::binary(Field field) {
  const std::size_t size = u16(field);
  if (!have(size, field)) return {};
  const Bytes bytes = rest_.first(size);
  rest_ = rest_.subspan(size);
  return bytes;
}

std::string_view Reader::text(Field field) { return as_text(binary(field)); }

Bytes Reader::rest() {
  if (failed()) return {};
  const Bytes bytes = rest_;
  rest_ = {};
  return bytes;
}

void Reader::fail(Reason reason, Field field, const char* rule, std::uint64_t number0, std::uint64_t number1) {
  if (failed()) return;
  error_.reason = reason;
  error_.field = field;
  error_.rule = rule;
  error_.numbers[0] = number0;
  error_.numbers[1] = number1;
}

void Reader::expect_end() {
  if (!rest_.empty()) fail(Reason::trailing_bytes, Field::remaining_length, "MQTT 3.1.1 §2.2.3", rest_.size());
}

void put_u8(Buffer& out, std::uint8_t value) { out.push_back(value); }

void put_u16(Buffer& out, std::uint16_t value) {
  out.push_back(static_cast<std::uint8_t>(value >> 8));
  out.push_back(static_cast<std::uint8_t>(value & 0xFF));
}

void put_varint(Buffer& out, std::uint32_t value) {
  do {
    const std::uint32_t low = value & 0x7F;
    value >>= 7;
    out.push_back(static_cast<std::uint8_t>(value != 0 ? low | 0x80 : low));
  } while (value != 0);
}

void put_bytes(Buffer& out, Bytes bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

void put_binary(Buffer& out, Bytes bytes) {
  put_u16(out, static_cast<std::uint16_t>(bytes.size()));
  put_bytes(out, bytes);
}

void put_text(Buffer& out, std::string_view text) { put_binary(out, as_bytes(text)); }

std::uint32_t varint_size(std::uint32_t value) {
  if (value < 128) return 1;
  if (value < 16'384) return 2;
  return value < 2'097'152 ? 3 : 4;
}

Varint read_varint(Bytes bytes) {
  Varint result;
  for (std::uint32_t index = 0; index < bytes.size() && index < 4; ++index) {
    result.value |= (bytes[index] & 0x7Fu) << (7 * index);
    if ((bytes[index] & 0x80) == 0) {
      result.size = index + 1;
      result.status = Varint::Status::complete;
      return result;
    }
  }
  if (bytes.size() >= 4) result.status = Varint::Status::too_long;
  return result;
}

}  // namespace mqtt
