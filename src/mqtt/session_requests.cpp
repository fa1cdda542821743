// What a session's owner asks for while a connection stands, or between two of a session that is kept.
#include "mqtt/check.h"
#include "mqtt/encode.h"
#include "mqtt/reason_code.h"
#include "mqtt/session.h"
#include "mqtt/utf8.h"

namespace mqtt {
namespace {

Error refusal(Reason reason, PacketType packet, std::uint64_t number0 = 0, std::uint64_t number1 = 0) {
  return {Kind::local, reason, packet, Field::none, "", {number0, number1}};
}

Error refusal(Reason reason, PacketType packet, Field field, const char* rule, std::uint64_t number0 = 0) {
  return {Kind::local, reason, packet, field, rule, {number0, 0}};
}

// MQTT 5 §3.14.2.1, table 3-10: the codes that a client may send.
bool client_may_disconnect_with(std::uint8_t reason_code) {
  switch (static_cast<ReasonCode>(reason_code)) {
    case ReasonCode::success:
    case ReasonCode::disconnect_with_will_message:
    case ReasonCode::unspecified_error:
    case ReasonCode::malformed_packet:
    case ReasonCode::protocol_error:
    case ReasonCode::implementation_specific_error:
    case ReasonCode::topic_name_invalid:
    case ReasonCode::receive_maximum_exceeded:
    case ReasonCode::topic_alias_invalid:
    case ReasonCode::packet_too_large:
    case ReasonCode::message_rate_too_high:
    case ReasonCode::quota_exceeded:
    case ReasonCode::administrative_action:
    case ReasonCode::payload_format_invalid:
      return true;
    default:
      return false;
  }
}

PropertyList without(Properties properties, PropertyId one, PropertyId other) {
  PropertyList rest;
  for (const Property& each : properties)
    if (each.id != one && each.id != other) rest.add(each);
  return rest;
}

}  // namespace

Error Session::too_large(PacketType packet, std::size_t size) const {
  return {Kind::local, Reason::packet_too_large, packet,
          Field::none, "MQTT5-3.2.2-15",         {size, server_.maximum_packet_size}};
}

Result<PublishToken> Session::publish(const Message& message, std::int64_t now) {
  now_ = now;
  Publish packet;
  packet.topic = message.topic;
  packet.payload = message.payload;
  packet.qos = message.qos;
  packet.retain = message.retain;
  packet.properties = message.properties;
  Error error;
  error.packet = PacketType::publish;
  if (is_v5() && packet.properties.number(PropertyId::payload_format_indicator, 0) == 1 &&
      !check_payload_utf8(packet.payload, error))
    return refusal(Reason::payload_not_utf8, PacketType::publish, Field::payload, "MQTT 5 §3.3.2.3.2",
                   error.numbers[0]);
  if (is_v5() && packet.properties.find(PropertyId::subscription_identifier))
    return refusal(Reason::property_not_allowed, PacketType::publish, Field::subscription_identifier, "MQTT5-3.3.4-6");
  const Result<Forms> forms = alias_forms(packet);
  if (!forms) return forms.error();
  if (can_send() && !allowed(forms->now, server_, error)) return error;
  const auto published = packet.qos == Qos::at_most_once ? publish_at_once(*forms) : publish_and_keep(*forms);
  if (published && forms->callers && can_send()) outgoing_aliases_.give(forms->alias, forms->kept.topic);
  return published;
}

// Kept is what can be sent on any connection: a topic and no alias. Sent now is what was asked for, or the shortest
// form.
Result<Session::Forms> Session::alias_forms(const Publish& packet) {
  Forms forms{packet, packet};
  if (!is_v5()) return forms;
  if (const auto alias = packet.properties.find(PropertyId::topic_alias)) {
    Publish whole = packet;
    whole.packet_id = packet.qos == Qos::at_most_once ? 0 : 1;
    Error error;
    if (!check(whole, session_version_, error)) return error;
    properties_ = without(packet.properties, PropertyId::topic_alias, PropertyId::topic_alias);
    forms.kept.properties = properties_;
    forms.alias = alias->number;
    if (packet.topic.empty()) forms.kept.topic = can_send() ? outgoing_aliases_.given(alias->number) : "";
    if (forms.kept.topic.empty())
      return refusal(Reason::unknown_topic_alias, PacketType::publish, Field::topic_alias, "MQTT 5 §3.3.2.3.4",
                     alias->number);
    // The message that sets the alias may still wait.
    if (outgoing_aliases_.topic(alias->number) != forms.kept.topic) forms.now.topic = forms.kept.topic;
    forms.callers = true;
  } else if (options_.automatic_topic_aliases && can_send()) {
    const OutgoingAliases::Choice choice = outgoing_aliases_.choose(packet.topic);
    if (choice.alias == 0) return forms;
    properties_.clear();
    properties_.append(packet.properties);
    properties_.add(PropertyId::topic_alias, choice.alias);
    forms.now.properties = properties_;
    forms.alias = choice.alias;
    if (choice.known) forms.now.topic = {};
  }
  return forms;
}

Result<PublishToken> Session::publish_at_once(const Forms& forms) {
  if (!can_send()) return refusal(Reason::not_connected, PacketType::publish);
  const std::size_t from = output_.size();
  const std::uint64_t would_be =
      from + forms.kept.topic.size() + forms.now.payload.size() + forms.now.properties.encoded().size();
  if (would_be > options_.max_unsettled_bytes)
    return refusal(Reason::queue_full, PacketType::publish, would_be, options_.max_unsettled_bytes);
  if (const auto encoded = encode(forms.now, session_version_, output_); !encoded) return encoded.error();
  bool with_alias = forms.alias != 0;
  if (with_alias && !forms.callers && output_.size() - from > server_.maximum_packet_size) {
    // Perhaps only the alias makes it too large.
    output_.resize(from);
    with_alias = false;
    if (const auto encoded = encode(forms.kept, session_version_, output_); !encoded) return encoded.error();
  }
  if (const std::size_t size = output_.size() - from; size > server_.maximum_packet_size) {
    output_.resize(from);
    return too_large(PacketType::publish, size);
  }
  note_sent(from);
  if (with_alias) outgoing_aliases_.sent(forms.alias, forms.kept.topic);
  Queued event;
  event.type = EventType::published;
  event.token = ++last_token_;
  queue_.push_back(event);
  return last_token_;
}

Result<PublishToken> Session::publish_and_keep(Forms forms) {
  const bool connecting = state_ != State::idle && !transport_closed_;
  if (!kept_ && !connecting) return refusal(Reason::not_connected, PacketType::publish);
  if (delivery_.messages() >= options_.max_unsettled_messages) {
    return refusal(Reason::too_many_unsettled, PacketType::publish, delivery_.messages(),
                   options_.max_unsettled_messages);
  }
  const std::uint64_t at_least = delivery_.bytes() + forms.kept.topic.size() + forms.kept.payload.size();
  if (at_least > options_.max_unsettled_bytes)
    return refusal(Reason::queue_full, PacketType::publish, at_least, options_.max_unsettled_bytes);

  const PacketId id = ids_.take();
  if (id == 0) return refusal(Reason::packet_ids_exhausted, PacketType::publish);
  forms.kept.packet_id = forms.now.packet_id = id;
  Buffer bytes;
  const auto encoded = encode(forms.kept, session_version_, bytes);
  if (!encoded || (can_send() && bytes.size() > server_.maximum_packet_size)) {
    ids_.give_back(id);
    return encoded ? too_large(PacketType::publish, bytes.size()) : encoded.error();
  }
  if (const std::uint64_t would_be = delivery_.bytes() + bytes.size(); would_be > options_.max_unsettled_bytes) {
    ids_.give_back(id);
    return refusal(Reason::queue_full, PacketType::publish, would_be, options_.max_unsettled_bytes);
  }
  const bool at_once = can_send() && delivery_.can_send();
  if (at_once) {
    const std::size_t from = output_.size();
    if (forms.alias == 0 || !encode(forms.now, session_version_, output_)) put_bytes(output_, bytes);
    if (output_.size() - from > server_.maximum_packet_size) {
      // Only the alias makes it too large, so it goes without.
      output_.resize(from);
      put_bytes(output_, bytes);
    } else if (forms.alias != 0) {
      outgoing_aliases_.sent(forms.alias, forms.kept.topic);
    }
    note_sent(from);
  }
  delivery_.add(++last_token_, id, forms.kept.qos, std::move(bytes), at_once);
  return last_token_;
}

Result<PacketId> Session::subscribe(std::span<const SubscribeRequest> filters, std::int64_t now,
                                    Properties properties) {
  now_ = now;
  PendingRequest pending{PacketType::subscribe, ids_.take(), {}, {}};
  if (pending.packet_id == 0) return refusal(Reason::packet_ids_exhausted, PacketType::subscribe);
  for (const SubscribeRequest& each : filters) {
    pending.filters.emplace_back(each.filter);
    pending.qos.push_back(each.qos);
  }
  const Subscribe packet{pending.packet_id, {filters.begin(), filters.end()}, properties};
  Buffer bytes;
  Result<void> encoded = encode(packet, session_version_, bytes);
  Error error;
  if (encoded && can_send() && !allowed(packet, server_, error)) encoded = error;
  return request(std::move(pending), encoded, bytes);
}

Result<PacketId> Session::unsubscribe(std::span<const std::string_view> filters, std::int64_t now,
                                      Properties properties) {
  now_ = now;
  PendingRequest pending{PacketType::unsubscribe, ids_.take(), {}, {}};
  if (pending.packet_id == 0) return refusal(Reason::packet_ids_exhausted, PacketType::unsubscribe);
  for (const std::string_view filter : filters) pending.filters.emplace_back(filter);
  Buffer bytes;
  const auto encoded =
      encode(Unsubscribe{pending.packet_id, {filters.begin(), filters.end()}, properties}, session_version_, bytes);
  return request(std::move(pending), encoded, bytes);
}

// `request` has taken its packet id, which goes back if the request cannot go out.
Result<PacketId> Session::request(PendingRequest request, const Result<void>& encoded, Bytes packet) {
  const PacketId id = request.packet_id;
  const std::size_t from = output_.size();
  Error error;
  if (!encoded) {
    error = encoded.error();
  } else if (!can_send()) {
    error = refusal(Reason::not_connected, request.type);
  } else if (packet.size() > server_.maximum_packet_size) {
    error = too_large(request.type, packet.size());
  } else if (from + packet.size() > options_.max_unsettled_bytes) {
    error = refusal(Reason::queue_full, request.type, from + packet.size(), options_.max_unsettled_bytes);
  } else {
    put_bytes(output_, packet);
    note_sent(from);
    requests_.add(std::move(request));
    return id;
  }
  ids_.give_back(id);
  return error;
}

Result<void> Session::authenticate(std::uint8_t reason_code, Properties properties, std::int64_t now) {
  if (!is_v5()) return refusal(Reason::needs_mqtt_5, PacketType::auth, Field::packet_type, "MQTT 5 §3.15");
  if (!open() || transport_closed_) return refusal(Reason::not_connected, PacketType::auth);
  Buffer bytes;
  if (const auto encoded = encode(Auth{reason_code, properties}, session_version_, bytes); !encoded) return encoded;
  // Without a method in CONNECT there is no AUTH [MQTT5-4.12.0-7]; to begin anew needs a connection that stands.
  const bool again = reason_code == code(ReasonCode::re_authenticate);
  const bool goes_on = reason_code == code(ReasonCode::continue_authentication) &&
                       (state_ == State::awaiting_connack || authenticating_);
  const bool begins = again && state_ == State::connected && !authenticating_;
  if (!asked_.authentication_method || !(goes_on || begins)) {
    return refusal(Reason::unexpected_authentication, PacketType::auth, Field::reason_code,
                   asked_.authentication_method ? "MQTT 5 §4.12" : "MQTT5-4.12.0-7", reason_code);
  }
  if (properties.text(PropertyId::authentication_method) != *asked_.authentication_method)
    return refusal(Reason::authentication_method_mismatch, PacketType::auth, Field::authentication_method,
                   again ? "MQTT5-4.12.1-1" : "MQTT5-4.12.0-5");
  if (bytes.size() > server_.maximum_packet_size) return too_large(PacketType::auth, bytes.size());
  now_ = now;
  if (again) authenticating_ = true;
  const std::size_t from = output_.size();
  put_bytes(output_, bytes);
  note_sent(from);
  return {};
}

Result<void> Session::disconnect(std::int64_t now, std::uint8_t reason_code, Properties properties) {
  if (state_ == State::idle) return refusal(Reason::not_connected, PacketType::disconnect);
  Buffer bytes;
  if (const auto encoded = encode(Disconnect{reason_code, properties}, session_version_, bytes); !encoded)
    return encoded;
  if (!client_may_disconnect_with(reason_code))
    return refusal(Reason::reserved_reason_code, PacketType::disconnect, Field::reason_code, "MQTT5-3.14.2-1",
                   reason_code);
  const auto expiry = properties.find(PropertyId::session_expiry_interval);
  if (expiry && expiry->number != 0 && asked_.session_expiry_interval_s == 0)
    return refusal(Reason::session_expiry_was_zero, PacketType::disconnect, Field::session_expiry_interval,
                   "MQTT 5 §3.14.2.2.2", expiry->number);
  now_ = now;
  if (bytes.size() > server_.maximum_packet_size) {
    const PropertyList fewer = without(properties, PropertyId::reason_string, PropertyId::user_property);
    bytes.clear();
    (void)encode(Disconnect{reason_code, fewer}, session_version_, bytes);
  }
  if (open() && !transport_closed_ && bytes.size() <= server_.maximum_packet_size) {
    const std::size_t from = output_.size();
    put_bytes(output_, bytes);
    note_sent(from);
  }
  if (expiry) kept_ = expiry->number != 0;
  end(Ending::disconnected);
  return {};
}

}  // namespace mqtt
