package com.flowex.binance.dialect;

import com.flowex.access.http.response.HttpStatuses;
import com.flowex.access.http.response.RefusalMapper;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;

/** Error responses of this dialect: {@code {"code":-1121,"msg":"Invalid symbol."}}. */
public final class BinanceErrorMapper implements RefusalMapper {

    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

    private static final int HALF_DONE = 409;

    @Override
    public Worded of(Refusal refusal, int status, String requestId) {
        return new Worded(code(refusal, status), JSON, ErrorBody.of(refusal));
    }

    /** Returns the status of a refusal that is not sent over HTTP. */
    public static int statusOf(Refusal refusal) {
        return code(refusal, HttpStatuses.of(refusal));
    }

    /**
     * Maps a status: a refused request is 400 in this dialect, also for a missing item; only an unknown path is 404.
     * Statuses that clients act on keep their number.
     */
    private static int code(Refusal refusal, int status) {
        if (refusal instanceof CodedRefusal coded
                && coded.coded() == BinanceErrorCode.CANCEL_REPLACE_PARTIALLY_FAILED) {
            return HALF_DONE;
        }
        return switch (status) {
            case 404 -> refusal.code() == RefusalCode.NOT_FOUND && !(refusal instanceof CodedRefusal) ? 404 : 400;
            case 401, 403, 405, 413, 418, 429 -> status;
            // A missing feature is no fault that a retry removes.
            case 501 -> 400;
            default -> status >= 500 ? status : 400;
        };
    }
}
