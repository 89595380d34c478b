#include "app/remote/pin_guard.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <random>

namespace linchpin::app {

std::string random_pin() {
    std::random_device source;
    return fmt::format("{:06}", std::uniform_int_distribution<int>{0, 999'999}(source));
}

std::string random_token() {
    std::random_device source;
    std::string text;
    for (int word = 0; word < 8; ++word) text += fmt::format("{:08x}", static_cast<std::uint32_t>(source()));
    return text;
}

bool same_secret(std::string_view a, std::string_view b) noexcept {
    unsigned differs = a.size() == b.size() ? 0u : 1u;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const char other = b.empty() ? '\0' : b[i % b.size()];
        differs |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(other);
    }
    return differs == 0u;
}

std::string peer_key(std::string_view address) {
    in6_addr six{};
    const std::string text{address};
    if (inet_pton(AF_INET6, text.c_str(), &six) != 1) return text;
    std::string key = "net64:";
    for (int i = 0; i < 8; ++i) key += fmt::format("{:02x}", six.s6_addr[i]);
    return key;
}

PinGuard::Peer& PinGuard::peer(std::string_view key, double now_s) {
    if (const auto known = peers_.find(key); known != peers_.end()) return known->second;
    if (peers_.size() >= kPeers) {
        // Those that are locked are kept longest: forgetting them would be a way out of the lock.
        const auto older = [](const auto& a, const auto& b) {
            return std::pair{a.second.locked_until_s, a.second.last_s} < std::pair{b.second.locked_until_s, b.second.last_s};
        };
        peers_.erase(std::min_element(peers_.begin(), peers_.end(), older));
    }
    Peer fresh;
    fresh.last_s = now_s;
    return peers_.emplace(std::string{key}, fresh).first->second;
}

PinGuard::Answer PinGuard::try_pin(std::string_view peer_address, std::string_view pin, double now_s) {
    const std::lock_guard lock{mutex_};
    Peer& who = peer(peer_key(peer_address), now_s);
    who.last_s = now_s;
    const double locked_until_s = std::max(who.locked_until_s, all_locked_until_s_);
    if (now_s < locked_until_s) return {Verdict::Wait, 0, locked_until_s - now_s};
    if (same_secret(pin, pin_)) {
        who = Peer{};
        who.last_s = now_s;
        return {Verdict::Right, kTries, 0.0};
    }
    ++wrong_in_all_;
    std::erase_if(wrong_times_s_, [now_s](double t) { return now_s - t > kWindowOfAll_s; });
    wrong_times_s_.push_back(now_s);
    if (static_cast<int>(wrong_times_s_.size()) >= kTriesOfAll) {
        all_locked_until_s_ = now_s + kWaitOfAll_s;
        wrong_times_s_.clear();
    }
    if (++who.wrong >= kTries) {
        who.wrong = 0;
        who.locked_until_s = now_s + who.wait_s;
        who.wait_s = std::min(2.0 * who.wait_s, kLongestWait_s);
        return {Verdict::Wrong, 0, who.locked_until_s - now_s};
    }
    return {Verdict::Wrong, kTries - who.wrong, std::max(0.0, all_locked_until_s_ - now_s)};
}

std::string PinGuard::issue_token(double now_s) {
    std::string text = random_token();
    const std::lock_guard lock{mutex_};
    if (tokens_.size() >= kTokens) tokens_.erase(tokens_.begin());
    tokens_.push_back({text, now_s});
    return text;
}

bool PinGuard::knows_token(std::string_view token, double now_s) const {
    const std::lock_guard lock{mutex_};
    bool known = false;
    for (const Token& t : tokens_) known |= same_secret(token, t.text) && now_s - t.issued_s <= kTokenLife_s;
    return known;
}

int PinGuard::wrong_tries() const {
    const std::lock_guard lock{mutex_};
    return wrong_in_all_;
}

bool RequestRate::allows(std::string_view peer_address, double now_s) {
    const std::string key = peer_key(peer_address);
    if (buckets_.size() >= PinGuard::kPeers && !buckets_.contains(key))
        std::erase_if(buckets_, [&](const auto& b) { return b.second.left + (now_s - b.second.at_s) * per_s_ >= burst_; });
    if (buckets_.size() >= 4 * PinGuard::kPeers && !buckets_.contains(key)) return false;  // a flood from very many addresses
    Bucket& bucket = buckets_.try_emplace(key, Bucket{burst_, now_s}).first->second;
    bucket.left = std::min(burst_, bucket.left + (now_s - bucket.at_s) * per_s_);
    bucket.at_s = now_s;
    if (bucket.left < 1.0) return false;
    bucket.left -= 1.0;
    return true;
}

}  // namespace linchpin::app
