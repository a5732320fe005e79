package com.flowex.identity.store.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "test@example.com, test@example.com",
        "' Test.User+tag@Example.COM ', test.user+tag@example.com",
        "ÄÖ@bücher.example, äö@xn--bcher-kva.example",
        "a@b.co, a@b.co",
        "o'neil@mail.example.org, o'neil@mail.example.org",
    })
    void oneAddressHasOneForm(String sent, String kept) {
        assertEquals(Optional.of(kept), EmailAddress.parse(sent).map(EmailAddress::value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a",
                "a@",
                "@b.com",
                "a@b",
                "a@b.",
                "a@.com",
                "a b@c.com",
                "a@b c.com",
                ".a@b.com",
                "a.@b.com",
                "a..b@c.com",
                "a@b..com",
                "a@-b.com",
                "a@b-.com",
                "a@127.0.0.1",
                "a@b.c",
                "a<script>@b.com",
                "a@@b.com",
                "a@b.com\u0000",
                "\"a b\"@c.com",
                "a@stra\u00DFe.de",
                "a@\u03B2\u03CC\u03BB\u03BF\u03C2.gr",
                "a@b\u200Cc.com"
            })
    void malformedAddressIsRefused(String sent) {
        assertTrue(EmailAddress.parse(sent).isEmpty(), sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 254, 100_000})
    void aTooLongAddressIsRefused(int length) {
        assertTrue(EmailAddress.parse("a".repeat(length) + "@example.com").isEmpty());
    }
}
