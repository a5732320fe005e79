package com.flowex.access.http.route;

import com.flowex.domain.value.WholeNumber;
import com.flowex.platform.errors.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Cursor: a position in a list ordered by a number. It is opaque to clients, so that its format may change. It is valid
 * only in its own list: same route, same filters.
 */
public final class Cursor {

    private static final String VERSION = "2:";

    private Cursor() {}

    /**
     * Returns the cursor behind the row with this number.
     *
     * @param list route and filters of the list, as text
     */
    public static String of(long number, String list) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((VERSION + markOf(list) + ":" + number).getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws Refusal 400 if it is not one of our cursors, or belongs to another list */
    static long number(String cursor, String list) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw refused("a next_cursor of an earlier answer");
        }
        String mine = VERSION + markOf(list) + ":";
        if (text.startsWith(VERSION) && !text.startsWith(mine)) {
            throw refused("a next_cursor of an earlier answer to the same request, with the same filters");
        }
        if (!text.startsWith(mine)) {
            throw refused("a next_cursor of an earlier answer");
        }
        return WholeNumber.parse(text.substring(mine.length()))
                .orElseThrow(() -> refused("a next_cursor of an earlier answer"));
    }

    private static String markOf(String list) {
        CRC32C sum = new CRC32C();
        sum.update(list.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static Refusal refused(String rule) {
        return Refusal.invalid("cursor", rule);
    }
}
