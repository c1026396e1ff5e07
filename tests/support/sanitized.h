#pragma once

namespace test {

//! AddressSanitizer is in this build: the same work takes several times as long and much more memory.
#if defined(__SANITIZE_ADDRESS__) // g++
inline constexpr bool isSanitized = true;
#elif defined(__has_feature) // clang
#if __has_feature(address_sanitizer)
inline constexpr bool isSanitized = true;
#else
inline constexpr bool isSanitized = false;
#endif
#else
inline constexpr bool isSanitized = false;
#endif

} // namespace test
