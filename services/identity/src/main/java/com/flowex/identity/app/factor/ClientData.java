package com.flowex.identity.app.factor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.platform.errors.Refusal;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.exception.Base64UrlException;
import java.io.IOException;

/** Client data of an answer: the challenge that was signed, and checks that the library leaves to its caller. */
final class ClientData {

    /** A field that is there twice is refused, so that all readers of these bytes read the same. */
    private static final ObjectMapper STRICT = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private ClientData() {}

    /**
     * Returns the challenge.
     *
     * @throws Refusal {@code invalid_passkey} if the bytes are no client data, or come from a frame in another page
     */
    static ByteArray challenge(ByteArray clientData) {
        try {
            JsonNode json = STRICT.readTree(clientData.getBytes());
            JsonNode crossOrigin = json.path("crossOrigin");
            if (!crossOrigin.isMissingNode() && !(crossOrigin.isBoolean() && !crossOrigin.booleanValue())
                    || json.has("topOrigin")) {
                throw PasskeyVerifier.invalid("the request came from a frame in another page");
            }
            if (!json.path("challenge").isTextual()) {
                throw PasskeyVerifier.invalid("there is no challenge");
            }
            return ByteArray.fromBase64Url(json.path("challenge").textValue());
        } catch (IOException | Base64UrlException e) {
            throw PasskeyVerifier.invalid("the client data are not JSON with a challenge");
        }
    }
}
