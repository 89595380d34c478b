#pragma once
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace linchpin::app {

/// A uniformly random number of six digits, from the operating system's source.
[[nodiscard]] std::string random_pin();
/// 256 random bits in hexadecimal.
[[nodiscard]] std::string random_token();
/// Takes the same time wherever the two differ.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b) noexcept;
/// What counts as one peer: an IPv4 address, or the first 64 bits of an IPv6 one, which is what one household or phone gets.
[[nodiscard]] std::string peer_key(std::string_view address);

/// Who may steer the show. A peer that enters five wrong PINs waits a minute, after the next five two, up to sixteen; ten wrong ones
/// within ten minutes from anybody make everybody wait five. So at most 2,880 of a million PINs can be tried in a day.
/// May be called from any thread. Times are seconds of one steady clock.
class PinGuard {
public:
    static constexpr int kTries = 5;                 ///< of one peer
    static constexpr double kFirstWait_s = 60.0, kLongestWait_s = 960.0;
    static constexpr int kTriesOfAll = 10;
    static constexpr double kWindowOfAll_s = 600.0, kWaitOfAll_s = 300.0;
    static constexpr std::size_t kPeers = 256, kTokens = 16;
    static constexpr double kTokenLife_s = 12.0 * 3600.0;

    explicit PinGuard(std::string pin) : pin_{std::move(pin)} {}

    enum class Verdict { Right, Wrong, Wait };
    struct Answer {
        Verdict verdict = Verdict::Wrong;
        int tries_left = 0;   ///< Wrong: before the peer has to wait
        double wait_s = 0.0;  ///< Wait: until the next try; also after the last wrong one
    };
    /// While a peer has to wait, even the right PIN is not looked at: else the wait would tell which one it is.
    [[nodiscard]] Answer try_pin(std::string_view peer, std::string_view pin, double now_s);
    /// A token for a peer that gave the right PIN; the oldest one is forgotten beyond kTokens.
    [[nodiscard]] std::string issue_token(double now_s);
    [[nodiscard]] bool knows_token(std::string_view token, double now_s) const;
    /// Wrong PINs in all, for the speaker's screen.
    [[nodiscard]] int wrong_tries() const;
    [[nodiscard]] const std::string& pin() const noexcept { return pin_; }

private:
    struct Peer {
        int wrong = 0;  ///< since the last wait
        double wait_s = kFirstWait_s, locked_until_s = 0.0, last_s = 0.0;
    };
    struct Token {
        std::string text;
        double issued_s = 0.0;
    };
    [[nodiscard]] Peer& peer(std::string_view key, double now_s);

    const std::string pin_;
    mutable std::mutex mutex_;
    std::map<std::string, Peer, std::less<>> peers_;
    std::vector<double> wrong_times_s_;  ///< of all peers within the window
    double all_locked_until_s_ = 0.0;
    int wrong_in_all_ = 0;
    std::vector<Token> tokens_;  ///< oldest first
};

/// At most `per_s` requests a second of one peer, with a reserve of `burst`. One thread.
class RequestRate {
public:
    RequestRate(double per_s, double burst) : per_s_{per_s}, burst_{burst} {}
    [[nodiscard]] bool allows(std::string_view peer, double now_s);

private:
    struct Bucket { double left = 0.0, at_s = 0.0; };
    double per_s_, burst_;
    std::map<std::string, Bucket, std::less<>> buckets_;
};

}  // namespace linchpin::app
