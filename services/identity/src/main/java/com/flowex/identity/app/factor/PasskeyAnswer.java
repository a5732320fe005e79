package com.flowex.identity.app.factor;

import com.yubico.webauthn.data.ByteArray;
import java.util.Optional;

/** Answer of an authenticator to a challenge. The bytes are as the browser has them. */
public sealed interface PasskeyAnswer {

    /** Returns the id of the credential. */
    ByteArray credentialId();

    /** Returns what the browser says of the request: its origin and its challenge, in JSON. */
    ByteArray clientData();

    /**
     * New credential.
     *
     * @param attestation public key with the data of the authenticator, in CBOR
     */
    record Made(ByteArray credentialId, ByteArray clientData, ByteArray attestation) implements PasskeyAnswer {
        @Override
        public String toString() {
            return "Made[***]";
        }
    }

    /**
     * Signature by a credential.
     *
     * @param userHandle name by which the authenticator knows the user, if it says one
     */
    record Signed(
            ByteArray credentialId,
            ByteArray clientData,
            ByteArray authenticatorData,
            ByteArray signature,
            Optional<ByteArray> userHandle)
            implements PasskeyAnswer {
        @Override
        public String toString() {
            return "Signed[***]";
        }
    }
}
