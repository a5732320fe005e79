package com.flowex.p2p.api.notice;

import com.flowex.p2p.store.notice.Notice;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notice as the API shows it: the schema P2pNotice. */
record NoticeBody(
        long number,
        String kind,
        @Nullable String tradeId,
        String offerId,
        String event,
        String state,
        int version,
        String role,
        String by,
        Instant at) {

    static NoticeBody of(Notice notice) {
        return new NoticeBody(
                notice.number(),
                notice.kind().label(),
                notice.trade().map(UUID::toString).orElse(null),
                Long.toString(notice.offer()),
                notice.event(),
                notice.state(),
                notice.version(),
                notice.role().label(),
                notice.by().label(),
                notice.at());
    }

    /** Message of the account stream. */
    record Streamed(String type, NoticeBody notice) {

        static Streamed of(Notice notice) {
            return new Streamed("p2p", NoticeBody.of(notice));
        }
    }
}
