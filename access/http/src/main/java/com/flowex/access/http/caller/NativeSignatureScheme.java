package com.flowex.access.http.caller;

import com.flowex.access.auth.KeySignature;
import com.flowex.access.auth.SignedRequest;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.Optional;

/** The exchange's own signature scheme: five headers, over the whole request ({@link SignedRequest}). */
public final class NativeSignatureScheme implements SignatureScheme {

    private static final HeaderName API_KEY = HeaderNames.create("X-Api-Key");
    private static final HeaderName TIMESTAMP = HeaderNames.create("X-Timestamp");
    private static final HeaderName NONCE = HeaderNames.create("X-Nonce");
    private static final HeaderName WINDOW = HeaderNames.create("X-Recv-Window");
    private static final HeaderName SIGNATURE = HeaderNames.create("X-Signature");
    private static final Names NAMES = new Names("X-Timestamp", "X-Recv-Window", "X-Nonce");

    @Override
    public Optional<Claim> claim(SentRequest request) {
        String key = request.header(API_KEY);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        SignedRequest signed = new SignedRequest(
                request.header(TIMESTAMP),
                request.header(WINDOW),
                request.header(NONCE),
                request.method(),
                request.target());
        return Optional.of(new Claim(
                key,
                signed.timestamp(),
                signed.window(),
                signed.nonce(),
                false,
                NAMES,
                signature -> isGenuine(signature, signed, request)));
    }

    /**
     * Checks the signature. An attacker on the path could widen an unsigned window, so it is accepted only up to the
     * default width.
     *
     * @throws Refusal 401 {@code window_not_signed}
     */
    private static boolean isGenuine(KeySignature key, SignedRequest signed, SentRequest request) {
        String signature = request.header(SIGNATURE);
        byte[] body = request.body().get();
        if (key.proves(signed.message(body), signature)) {
            return true;
        }
        if (signed.window().isEmpty() || !key.proves(signed.withoutWindow(body), signature)) {
            return false;
        }
        if (Authentication.windowMillis(signed.window()) > Authentication.WINDOW_MILLIS) {
            throw new Refusal(
                    RefusalCode.WINDOW_NOT_SIGNED,
                    "an X-Recv-Window above " + Authentication.WINDOW_MILLIS + " must be signed: sign as FLOWEX2");
        }
        return true;
    }
}
