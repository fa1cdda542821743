// The properties of an MQTT 5 packet (MQTT 5 §2.2.2) as they stand on the wire: a view that is walked, and a list that
// is built. Which packet may have which property, and how often, is check.h's.
#pragma once
#include <optional>
#include <vector>

#include "mqtt/error.h"
#include "mqtt/types.h"

namespace mqtt {

// MQTT 5 §2.2.2.2
enum class PropertyId : std::uint8_t {
  payload_format_indicator = 0x01,
  message_expiry_interval = 0x02,  // seconds
  content_type = 0x03,
  response_topic = 0x08,
  correlation_data = 0x09,
  subscription_identifier = 0x0B,
  session_expiry_interval = 0x11,  // seconds; 0xFFFFFFFF: never
  assigned_client_identifier = 0x12,
  server_keep_alive = 0x13,  // seconds
  authentication_method = 0x15,
  authentication_data = 0x16,
  request_problem_information = 0x17,
  will_delay_interval = 0x18,  // seconds
  request_response_information = 0x19,
  response_information = 0x1A,
  server_reference = 0x1C,
  reason_string = 0x1F,
  receive_maximum = 0x21,
  topic_alias_maximum = 0x22,
  topic_alias = 0x23,
  maximum_qos = 0x24,
  retain_available = 0x25,
  user_property = 0x26,
  maximum_packet_size = 0x27,  // bytes
  wildcard_subscription_available = 0x28,
  subscription_identifier_available = 0x29,
  shared_subscription_available = 0x2A,
};

// How a property's value is written (MQTT 5 §2.2.2.2, table 2-4).
enum class PropertyType : std::uint8_t { none, byte, two_bytes, four_bytes, varint, text, binary, text_pair };

// `none` for a number that is no property's.
PropertyType type_of(PropertyId id);

// The field that stands for this property in errors; Field::properties for a number that is no property's.
Field field_of(PropertyId id);

struct Property {
  PropertyId id = PropertyId::user_property;
  std::uint32_t number = 0;  // byte, two_bytes, four_bytes, varint
  std::string_view text;     // text, binary (its bytes), text_pair (the name)
  std::string_view value;    // text_pair (the value)
};

// Encoded properties, without the length before them, in the order of the wire: nothing is copied, reordered or lost,
// and repeated names stay repeated.
class Properties {
 public:
  Properties() = default;
  explicit Properties(Bytes encoded) : encoded_(encoded) {}

  Bytes encoded() const { return encoded_; }
  bool empty() const { return encoded_.empty(); }

  // Walks the list; of bytes that are no properties, up to the first that are not.
  class Iterator {
   public:
    explicit Iterator(Bytes left) : left_(left) { ++*this; }
    const Property& operator*() const { return current_; }
    const Property* operator->() const { return &current_; }
    Iterator& operator++();
    bool operator!=(const Iterator& other) const {
      return valid_ != other.valid_ || left_.size() != other.left_.size();
    }

   private:
    friend class Properties;
    Iterator() = default;
    Bytes left_;
    Property current_;
    bool valid_ = false;
  };
  Iterator begin() const { return Iterator(encoded_); }
  Iterator end() const { return {}; }

  // The first of this id; nothing if there is none.
  std::optional<Property> find(PropertyId id) const;
  // The first one's number, or `otherwise`.
  std::uint32_t number(PropertyId id, std::uint32_t otherwise) const;
  // The first one's text or bytes, or an empty view.
  std::string_view text(PropertyId id) const;

 private:
  Bytes encoded_;
};

// Reads the property at the start of `bytes` and takes it off them, or leaves `bytes` where the fault is. Nothing is
// judged but the form.
enum class PropertyRead : std::uint8_t {
  ok,
  unknown,    // the number is no property's: property.id has it
  truncated,  // it ends before its value does: property.number has how many bytes are wanted where `bytes` is now
  overlong,   // a varint with more bytes than it needs [MQTT5-1.5.5-1]
  too_long,   // a varint with a fifth byte
};
PropertyRead read_property(Bytes& bytes, Property& property);

// Properties being put together. Each add is false, and adds nothing, when the value cannot be written at all: text or
// bytes above 65,535, a number beyond its type's width, or a value of another type than the property's.
class PropertyList {
 public:
  bool add(PropertyId id, std::uint32_t number);
  bool add(PropertyId id, std::string_view text);  // text and binary
  bool add_user(std::string_view name, std::string_view value);
  bool add(const Property& property);
  void append(Properties more);  // well-formed ones
  void clear() { bytes_.clear(); }

  Properties view() const { return Properties(bytes_); }
  operator Properties() const { return view(); }
  bool empty() const { return bytes_.empty(); }

 private:
  std::vector<std::uint8_t> bytes_;
};

}  // namespace mqtt
