package com.flowex.platform.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressRangeTest {

    @Test
    void aRangeHoldsTheAddressesThatShareItsLeadingBits() {
        assertTrue(contains("192.0.2.0/24", "192.0.2.255"));
        assertFalse(contains("192.0.2.0/24", "192.0.3.0"));
        assertTrue(contains("192.0.2.128/25", "192.0.2.129"));
        assertFalse(contains("192.0.2.128/25", "192.0.2.127"));
        assertTrue(contains("10.0.0.7", "10.0.0.7"));
        assertFalse(contains("10.0.0.7", "10.0.0.8"));
        assertTrue(contains("0.0.0.0/0", "203.0.113.9"));
        assertTrue(contains("2001:db8::/33", "2001:db8:7fff::1"));
        assertFalse(contains("2001:db8::/33", "2001:db8:8000::1"));
        assertFalse(contains("0.0.0.0/0", "2001:db8::1"));
    }

    @Test
    void invalidRangesAreRefusedWithoutNameLookup() {
        for (String text : new String[] {
            "",
            "localhost",
            "example.com",
            "192.0.2",
            "192.0.2.0/33",
            "192.0.2.0/-1",
            "192.0.2.0/x",
            "::/129",
            "1",
            "10.1",
            "fe80::1%eth0",
            "10.0.0.256",
            "0177.0.0.1",
            "127.0.0.01",
            "0x7f.0.0.1",
            "\uFF11.0.0.1",
            "\u0661.0.0.1",
            "::ffff:0177.0.0.1",
            "::00001",
            "00db8::1",
            "[::1]",
            "192.0.2.0/+24",
            "192.0.2.0/024",
            "192.0.2.0/\uFF18",
            "192.0.2.0/",
            "a.b.c.d"
        }) {
            assertEquals(Optional.empty(), AddressRange.parse(text), text);
            assertThrows(IllegalArgumentException.class, () -> AddressRange.of(text), text);
        }
    }

    private static boolean contains(String range, String address) {
        return AddressRange.of(range).contains(InetAddress.ofLiteral(address));
    }
}
