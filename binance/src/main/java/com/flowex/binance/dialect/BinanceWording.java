package com.flowex.binance.dialect;

import com.flowex.edge.http.Statuses;
import com.flowex.edge.http.Wording;
import com.flowex.ground.refusal.Refusal;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;

/** {@code {"code":-1121,"msg":"Invalid symbol."}}. */
public final class BinanceWording implements Wording {

    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

    @Override
    public Worded of(Refusal refusal, int status, String requestId) {
        return new Worded(isHalfDone(refusal) ? 409 : told(status), JSON, ErrorBody.of(refusal));
    }

    private static boolean isHalfDone(Refusal refusal) {
        return refusal instanceof CodedRefusal coded && coded.coded() == Code.CANCEL_REPLACE_PARTIALLY_FAILED;
    }

    /** The status of a refusal that is not told over HTTP. */
    public static int statusOf(Refusal refusal) {
        return told(Statuses.of(refusal));
    }

    /** What it refuses for what was asked is 400 there; what clients act on keeps its number: keys, limits, faults. */
    private static int told(int status) {
        return switch (status) {
            case 401, 403, 404, 405, 413, 418, 429 -> status;
            // What we do not have is no fault that goes away by asking again.
            case 501 -> 400;
            default -> status >= 500 ? status : 400;
        };
    }
}
