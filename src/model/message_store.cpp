// Rows lie in chunks, in order: data grows up from a chunk's start, 4-byte offsets of the rows grow down from its end.
// One allocation serves thousands of rows, dropping the oldest is freeing a chunk, and a row's index costs 4 bytes.
#include "model/message_store.h"

#include <algorithm>
#include <cstring>

namespace model {
namespace {

constexpr std::size_t kLargestChunk = std::size_t{256} << 10;
constexpr std::size_t kChunksInLimit = 64;
constexpr std::size_t kAllocatorOverhead = 16;

constexpr std::uint8_t kQosBits = 3, kRetainBit = 4, kDupBit = 8, kExtraBit = 16, kPropertiesBit = 32;

// What every row has; a plain message needs no more.
struct Head {
  std::int64_t time_ms;
  std::uint32_t payload_size;
  std::uint32_t number;
  std::uint16_t topic_size;
  std::uint16_t packet_id;
  LogKind kind;
  Cause cause;
  std::uint8_t flags;
};

struct Extra {
  const char* rule;
  std::uint32_t rule_size;
  std::uint32_t text_size;
  std::uint32_t number2;
  std::uint16_t code;
  std::uint16_t error_reason;
  std::uint8_t error_kind, error_packet, error_field, version;
};

// MQTT 5's properties, which most rows have none of.
struct PropertySizes {
  std::uint32_t properties, answer;
};

bool wants_extra(const LogEntry& entry) {
  return entry.number2 || entry.code || entry.error_reason || entry.error_kind || entry.error_packet ||
         entry.error_field || !entry.error_rule.empty() || !entry.text.empty() || entry.version;
}

bool wants_properties(const LogEntry& entry) { return !entry.properties.empty() || !entry.answer.empty(); }

struct Chunk {
  std::unique_ptr<std::uint8_t[]> memory;
  std::uint64_t first_seq = 0;
  std::uint32_t capacity = 0, used = 0, rows = 0;

  std::uint64_t end_seq() const { return first_seq + rows; }
  bool fits(std::size_t record) const {
    return capacity - used >= record + (rows + std::size_t{1}) * sizeof(std::uint32_t);
  }
  std::uint8_t* slot(std::uint64_t row) const { return memory.get() + capacity - (row + 1) * sizeof(std::uint32_t); }
  std::size_t footprint() const { return capacity + sizeof(Chunk) + kAllocatorOverhead; }
};

std::size_t footprint_of(std::size_t capacity) { return capacity + sizeof(Chunk) + kAllocatorOverhead; }

template <typename T>
std::uint8_t* put(std::uint8_t* to, const T& value) {
  std::memcpy(to, &value, sizeof value);
  return to + sizeof value;
}

std::uint8_t* put_bytes(std::uint8_t* to, const void* from, std::size_t size) {
  if (size) std::memcpy(to, from, size);
  return to + size;
}

std::string_view text_at(const std::uint8_t* at, std::size_t size) { return {reinterpret_cast<const char*>(at), size}; }

}  // namespace

struct MessageStore::Impl {
  std::size_t limit = 0, chunk_size = 0;
  std::vector<Chunk> chunks;
  std::unique_ptr<std::uint8_t[]> spare;  // of chunk_size; lives only while a chunk is replaced
  std::size_t bytes = 0;
  std::uint64_t oldest = 1;  // hidden rows [oldest, visible) are what undo_clear brings back
  std::uint64_t visible = 1;
  std::uint64_t next = 1;
  std::uint64_t received = 0, dropped = 0, hidden_dropped = 0, version = 0;

  void free_oldest_chunk() {
    Chunk& chunk = chunks.front();
    bytes -= chunk.footprint();
    if (chunk.capacity == chunk_size) spare = std::move(chunk.memory);
    const std::uint64_t end = chunk.end_seq();
    chunks.erase(chunks.begin());
    oldest = std::max(oldest, end);
  }

  void drop_oldest_chunk() {
    const std::uint64_t end = chunks.front().end_seq();
    if (end > oldest) {
      const std::uint64_t hidden_end = std::clamp(visible, oldest, end);
      hidden_dropped += hidden_end - oldest;
      dropped += end - hidden_end;
    }
    free_oldest_chunk();
    visible = std::max(visible, oldest);
  }

  void add_chunk(std::size_t record) {
    const std::size_t capacity = std::max(chunk_size, (record + sizeof(std::uint32_t) + 7) & ~std::size_t{7});
    while (!chunks.empty() && bytes + footprint_of(capacity) > limit) drop_oldest_chunk();
    Chunk chunk;
    if (capacity == chunk_size && spare) {
      chunk.memory = std::move(spare);
    } else {
      chunk.memory.reset(new std::uint8_t[capacity]);
    }
    spare.reset();
    chunk.first_seq = next;
    chunk.capacity = static_cast<std::uint32_t>(capacity);
    bytes += chunk.footprint();
    chunks.push_back(std::move(chunk));
  }

  const Chunk& chunk_of(std::uint64_t seq) const {
    const auto after = std::upper_bound(chunks.begin(), chunks.end(), seq,
                                        [](std::uint64_t s, const Chunk& chunk) { return s < chunk.first_seq; });
    return *(after - 1);
  }
};

MessageStore::MessageStore(std::size_t byte_limit) : impl_(std::make_unique<Impl>()) {
  impl_->limit = byte_limit;
  impl_->chunk_size = std::min(kLargestChunk, byte_limit / kChunksInLimit) & ~std::size_t{7};
}

MessageStore::~MessageStore() = default;

std::uint64_t MessageStore::append(const LogEntry& entry) {
  Impl& impl = *impl_;
  const bool has_extra = wants_extra(entry);
  const std::size_t topic_size = std::min(entry.topic.size(), std::size_t{0xFFFF});
  const bool has_properties = wants_properties(entry);
  const std::size_t record = sizeof(Head) + (has_extra ? sizeof(Extra) : 0) +
                             (has_properties ? sizeof(PropertySizes) : 0) + topic_size + entry.payload.size() +
                             entry.text.size() + entry.properties.size() + entry.answer.size();
  if (impl.chunks.empty() || !impl.chunks.back().fits(record)) impl.add_chunk(record);
  Chunk& chunk = impl.chunks.back();

  Head head{};
  head.time_ms = entry.time_ms;
  head.payload_size = static_cast<std::uint32_t>(entry.payload.size());
  head.number = entry.number;
  head.topic_size = static_cast<std::uint16_t>(topic_size);
  head.packet_id = entry.packet_id;
  head.kind = entry.kind;
  head.cause = entry.cause;
  head.flags = static_cast<std::uint8_t>((entry.qos & kQosBits) | (entry.retain ? kRetainBit : 0) |
                                         (entry.dup ? kDupBit : 0) | (has_extra ? kExtraBit : 0) |
                                         (has_properties ? kPropertiesBit : 0));
  std::uint8_t* to = put(chunk.memory.get() + chunk.used, head);
  if (has_extra) {
    Extra extra{};
    extra.rule = entry.error_rule.data();
    extra.rule_size = static_cast<std::uint32_t>(entry.error_rule.size());
    extra.text_size = static_cast<std::uint32_t>(entry.text.size());
    extra.number2 = entry.number2;
    extra.code = entry.code;
    extra.error_reason = entry.error_reason;
    extra.error_kind = entry.error_kind;
    extra.error_packet = entry.error_packet;
    extra.error_field = entry.error_field;
    extra.version = entry.version;
    to = put(to, extra);
  }
  if (has_properties) {
    const PropertySizes sizes{static_cast<std::uint32_t>(entry.properties.size()),
                              static_cast<std::uint32_t>(entry.answer.size())};
    to = put(to, sizes);
  }
  to = put_bytes(to, entry.topic.data(), topic_size);
  to = put_bytes(to, entry.payload.data(), entry.payload.size());
  to = put_bytes(to, entry.text.data(), entry.text.size());
  to = put_bytes(to, entry.properties.data(), entry.properties.size());
  put_bytes(to, entry.answer.data(), entry.answer.size());
  put(chunk.slot(chunk.rows), chunk.used);
  chunk.used += static_cast<std::uint32_t>(record);
  ++chunk.rows;

  if (entry.kind == LogKind::received) ++impl.received;
  ++impl.version;
  return impl.next++;
}

std::uint64_t MessageStore::first_seq() const { return impl_->visible; }
std::uint64_t MessageStore::next_seq() const { return impl_->next; }

LogEntry MessageStore::at(std::uint64_t seq) const {
  const Chunk& chunk = impl_->chunk_of(seq);
  std::uint32_t offset = 0;
  std::memcpy(&offset, chunk.slot(seq - chunk.first_seq), sizeof offset);
  const std::uint8_t* from = chunk.memory.get() + offset;
  Head head;
  std::memcpy(&head, from, sizeof head);
  from += sizeof head;

  LogEntry entry;
  entry.seq = seq;
  std::size_t text_size = 0;
  if (head.flags & kExtraBit) {
    Extra extra;
    std::memcpy(&extra, from, sizeof extra);
    from += sizeof extra;
    text_size = extra.text_size;
    entry.number2 = extra.number2;
    entry.code = extra.code;
    entry.error_reason = extra.error_reason;
    entry.error_kind = extra.error_kind;
    entry.error_packet = extra.error_packet;
    entry.error_field = extra.error_field;
    entry.version = extra.version;
    entry.error_rule = {extra.rule, extra.rule_size};
  }
  PropertySizes sizes{};
  if (head.flags & kPropertiesBit) {
    std::memcpy(&sizes, from, sizeof sizes);
    from += sizeof sizes;
  }
  entry.time_ms = head.time_ms;
  entry.kind = head.kind;
  entry.cause = head.cause;
  entry.qos = head.flags & kQosBits;
  entry.retain = head.flags & kRetainBit;
  entry.dup = head.flags & kDupBit;
  entry.packet_id = head.packet_id;
  entry.number = head.number;
  entry.topic = text_at(from, head.topic_size);
  from += head.topic_size;
  entry.payload = {from, head.payload_size};
  from += head.payload_size;
  entry.text = text_at(from, text_size);
  from += text_size;
  entry.properties = {from, sizes.properties};
  entry.answer = {from + sizes.properties, sizes.answer};
  return entry;
}

void MessageStore::clear() {
  Impl& impl = *impl_;
  if (impl.visible == impl.next) return;
  impl.oldest = impl.visible;
  impl.hidden_dropped = 0;
  while (!impl.chunks.empty() && impl.chunks.front().end_seq() <= impl.oldest) impl.free_oldest_chunk();
  impl.spare.reset();
  impl.visible = impl.next;
  ++impl.version;
}

bool MessageStore::can_undo_clear() const { return impl_->oldest < impl_->visible; }

void MessageStore::undo_clear() {
  if (!can_undo_clear()) return;
  impl_->visible = impl_->oldest;
  impl_->dropped += impl_->hidden_dropped;
  impl_->hidden_dropped = 0;
  ++impl_->version;
}

StoreCounts MessageStore::counts() const { return {impl_->received, size(), impl_->dropped}; }

std::size_t MessageStore::bytes() const { return impl_->bytes; }

std::uint64_t MessageStore::version() const { return impl_->version; }

}  // namespace model
