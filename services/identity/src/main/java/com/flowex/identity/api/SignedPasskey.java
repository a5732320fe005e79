package com.flowex.identity.api;

import com.flowex.identity.app.factor.PasskeyAnswer;
import com.flowex.platform.errors.Fields;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.exception.Base64UrlException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signature of a passkey in a request; bytes are in Base64url.
 *
 * @param userHandle name by which the authenticator knows the user; required in a login without a password
 */
record SignedPasskey(
        @Nullable String credentialId,
        @Nullable String clientData,
        @Nullable String authenticatorData,
        @Nullable String signature,
        @Nullable String userHandle) {

    private static final int CREDENTIAL_LENGTH_MAX = 1_364;
    private static final int CLIENT_DATA_LENGTH_MAX = 4_096;
    private static final int AUTHENTICATOR_DATA_LENGTH_MAX = 2_048;
    private static final int SIGNATURE_LENGTH_MAX = 1_400;
    private static final int HANDLE_LENGTH_MAX = 86;

    /** Parses a signature; an absent one breaks a rule of each of its fields. */
    static PasskeyAnswer.Signed parse(@Nullable SignedPasskey sent, Fields fields) {
        SignedPasskey signed = sent == null ? new SignedPasskey(null, null, null, null, null) : sent;
        Fields under = fields.under("passkey");
        return new PasskeyAnswer.Signed(
                credentialId(signed.credentialId, under),
                clientData(signed.clientData, under),
                bytes("authenticator_data", signed.authenticatorData, AUTHENTICATOR_DATA_LENGTH_MAX, under),
                bytes("signature", signed.signature, SIGNATURE_LENGTH_MAX, under),
                signed.userHandle == null
                        ? Optional.empty()
                        : Optional.of(bytes("user_handle", signed.userHandle, HANDLE_LENGTH_MAX, under)));
    }

    static ByteArray credentialId(@Nullable String sent, Fields fields) {
        return bytes("credential_id", sent, CREDENTIAL_LENGTH_MAX, fields);
    }

    static ByteArray clientData(@Nullable String sent, Fields fields) {
        return bytes("client_data", sent, CLIENT_DATA_LENGTH_MAX, fields);
    }

    static ByteArray bytes(String field, @Nullable String sent, int lengthMax, Fields fields) {
        String text = fields.text(field, sent, lengthMax);
        try {
            return ByteArray.fromBase64Url(text);
        } catch (Base64UrlException e) {
            fields.refuse(field, "Base64url without padding");
            return new ByteArray(new byte[0]);
        }
    }

    @Override
    public String toString() {
        return "SignedPasskey[***]";
    }
}
