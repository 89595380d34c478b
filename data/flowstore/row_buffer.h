#pragma once
// Raw memory that grows and shrinks without a copy of its own beside it: what keeps loading below 24 bytes a row at its peak.
#include <cstddef>
#include <cstdlib>
#include <new>
#include <type_traits>
#include <utility>

namespace linchpin::flows {

/// An array of plain values over realloc, which large blocks on common systems extend and cut by moving page tables, not bytes.
template <class T>
class RowBuffer {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= alignof(std::max_align_t));

public:
    RowBuffer() = default;
    RowBuffer(RowBuffer&& other) noexcept { swap(other); }
    RowBuffer& operator=(RowBuffer&& other) noexcept {
        swap(other);
        return *this;
    }
    RowBuffer(const RowBuffer&) = delete;
    RowBuffer& operator=(const RowBuffer&) = delete;
    ~RowBuffer() { std::free(data_); }

    [[nodiscard]] T* data() noexcept { return static_cast<T*>(data_); }
    [[nodiscard]] const T* data() const noexcept { return static_cast<const T*>(data_); }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }

    /// Makes room for `more` values behind the last and returns where they go; they are not set.
    /// Throws std::bad_alloc.
    T* extend(std::size_t more) {
        if (size_ + more > capacity_) reallocate(size_ + more + (size_ + more) / 4);
        T* const place = data() + size_;
        size_ += more;
        return place;
    }
    /// Gives back what lies behind `count` values (count <= size()).
    void cut(std::size_t count) {
        size_ = count;
        reallocate(count);
    }
    /// The same memory seen as another type, cut to `count` values of it; the bytes stay.
    template <class U>
    [[nodiscard]] RowBuffer<U> release_as(std::size_t count) && {
        RowBuffer<U> other;
        other.data_ = std::exchange(data_, nullptr);
        other.capacity_ = std::exchange(capacity_, 0) * sizeof(T) / sizeof(U);
        size_ = 0;
        other.cut(count);
        return other;
    }

private:
    template <class U>
    friend class RowBuffer;
    void swap(RowBuffer& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
    }
    void reallocate(std::size_t capacity) {
        if (capacity == 0) capacity = 1;  // realloc to nothing may or may not free
        void* const moved = std::realloc(data_, capacity * sizeof(T));
        if (moved == nullptr) throw std::bad_alloc{};
        data_ = moved;
        capacity_ = capacity;
    }

    void* data_ = nullptr;
    std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace linchpin::flows
