#include "mqtt/describe.h"

#include "mqtt/names.h"

namespace mqtt {
namespace {

const char* who(Kind kind) {
  switch (kind) {
    case Kind::local:
      return "refused";
    case Kind::peer:
      return "the peer broke a rule";
    case Kind::transport:
      return "the line is silent";
  }
  return "";
}

// What the two numbers mean; null where there is none.
struct Meaning {
  const char* first;
  const char* second;
};

Meaning meaning(Reason reason) {
  switch (reason) {
    case Reason::reserved_packet_type:
      return {"first byte", nullptr};
    case Reason::wrong_flags:
    case Reason::wrong_length:
      return {"got", "expected"};
    case Reason::packet_too_large:
    case Reason::string_too_long:
      return {"bytes", "at most"};
    case Reason::truncated:
      return {"bytes wanted", "left"};
    case Reason::trailing_bytes:
      return {"bytes", nullptr};
    case Reason::reserved_bits_set:
      return {"byte", nullptr};
    case Reason::invalid_utf8:
    case Reason::payload_not_utf8:
      return {"at byte", "which is"};
    case Reason::null_character:
    case Reason::misplaced_multi_level_wildcard:
    case Reason::misplaced_single_level_wildcard:
    case Reason::invalid_share_name:
      return {"at byte", nullptr};
    case Reason::wildcard_in_topic_name:
      return {"at byte", "character"};
    case Reason::unsupported_protocol_level:
      return {"level", nullptr};
    case Reason::will_flags_without_will:
      return {"flags", nullptr};
    case Reason::reserved_reason_code:
    case Reason::session_present_in_refusal:
      return {"code", nullptr};
    case Reason::invalid_qos:
      return {"QoS", nullptr};
    case Reason::reason_code_count:
      return {"got", "asked"};
    case Reason::wrong_acknowledgement:
      return {"packet id", "awaited packet type"};
    case Reason::invalid_retain_handling:
    case Reason::invalid_property_value:
      return {"value", nullptr};
    case Reason::unknown_property:
      return {"number", nullptr};
    case Reason::topic_alias_out_of_range:
      return {"alias", "at most"};
    case Reason::unknown_topic_alias:
      return {"alias", nullptr};
    case Reason::qos_not_supported:
      return {"QoS", "at most"};
    case Reason::session_expiry_was_zero:
      return {"seconds", nullptr};
    case Reason::receive_maximum_exceeded:
    case Reason::too_many_unsettled:
      return {"messages", "at most"};
    case Reason::queue_full:
      return {"bytes", "at most"};
    case Reason::connect_timeout:
    case Reason::connack_timeout:
    case Reason::ping_timeout:
      return {"after ms", nullptr};
    default:
      return {nullptr, nullptr};
  }
}

// An enumerator's name as words.
void append_words(std::string& out, const char* identifier) {
  for (; *identifier; ++identifier) out += *identifier == '_' ? ' ' : *identifier;
}

void append_number(std::string& out, const char* before, const char* label, std::uint64_t number) {
  if (!label) return;
  out += before;
  out += label;
  out += ' ';
  out += std::to_string(number);
}

}  // namespace

std::string describe(const Error& error) {
  std::string out;
  if (error.packet != PacketType::none) {
    out += name(error.packet);
    out += ": ";
  }
  out += who(error.kind);
  out += ": ";
  if (error.field != Field::none) {
    append_words(out, name(error.field));
    out += ": ";
  }
  append_words(out, name(error.reason));
  const Meaning numbers = meaning(error.reason);
  append_number(out, " (", numbers.first, error.numbers[0]);
  append_number(out, ", ", numbers.second, error.numbers[1]);
  if (numbers.first) out += ')';
  if (*error.rule) {
    out += " [";
    out += error.rule;
    out += ']';
  }
  return out;
}

}  // namespace mqtt
