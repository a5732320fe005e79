package com.flowex.platform.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HttpAddressTest {

    @Test
    void anAddressOfVersionSixGetsItsBracketsOnce() {
        assertEquals(
                "http://[::1]:8000/health",
                HttpAddress.of("::1", 8_000, "/health").toString());
        assertEquals(
                "http://[fd00::2]:8000", HttpAddress.of("[fd00::2]", 8_000, "").toString());
        assertEquals(
                "http://a.example:9106/cluster",
                HttpAddress.of("a.example", 9_106, "/cluster").toString());
        assertThrows(IllegalArgumentException.class, () -> HttpAddress.of("a b", 80, ""));
    }

    @Test
    void aQueryStaysOne() {
        assertEquals(
                "http://[::1]:9106/log?from=7",
                HttpAddress.of("::1", 9106, "/log?from=7").toString());
    }
}
