#include "mqtt/wire.h"

namespace mqtt {

void Reader::miss(std::size_t count, Field field) {
  fail(Reason::truncated, field, rule(version_, "MQTT 3.1.1 §2.2.3", "MQTT 5 §2.1.4"), count, rest_.size());
}

Properties Reader::properties(Field field) {
  if (version_ != Version::v5 || failed()) return {};
  const Varint length = read_varint(rest_);
  if (length.status == Varint::Status::need_more) return miss(rest_.size() + 1, field), Properties{};
  if (length.status == Varint::Status::too_long)
    return fail(Reason::remaining_length_too_long, field, "MQTT 5 §1.5.5"), Properties{};
  if (!length.minimal()) return fail(Reason::overlong_varint, field, "MQTT5-1.5.5-1"), Properties{};
  rest_ = rest_.subspan(length.size);
  if (!have(length.value, field)) return {};
  const Properties properties(rest_.first(length.value));
  rest_ = rest_.subspan(length.value);
  return properties;
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
  if (rest_.empty()) return;
  fail(Reason::trailing_bytes, Field::remaining_length, rule(version_, "MQTT 3.1.1 §2.2.3", "MQTT 5 §2.1.4"),
       rest_.size());
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
