package com.flowex.identity.app.factor;

import com.flowex.identity.app.mail.PageAddress;
import com.flowex.identity.store.credential.PasskeysTable.Credential;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.data.AuthenticatorAssertionResponse;
import com.yubico.webauthn.data.AuthenticatorAttestationResponse;
import com.yubico.webauthn.data.AuthenticatorData;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.ClientAssertionExtensionOutputs;
import com.yubico.webauthn.data.ClientRegistrationExtensionOutputs;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.PublicKeyCredentialParameters;
import com.yubico.webauthn.data.PublicKeyCredentialRequestOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.data.exception.Base64UrlException;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verification of an authenticator's answer for one page (WebAuthn level 3): origin, relying party, presence and
 * verification of the user, and the signature. The challenge was taken from the store before.
 */
final class PasskeyVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(PasskeyVerifier.class);
    private static final String NAME = "user";
    private static final int BACKUP_ELIGIBLE = 0x08;
    private static final int BACKED_UP = 0x10;

    /** Format of an answer without an attestation, the only one that is asked for. */
    private static final String NO_ATTESTATION = "none";

    private static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            PublicKeyCredentialParameters.ES256,
            PublicKeyCredentialParameters.EdDSA,
            PublicKeyCredentialParameters.RS256);

    private final PageAddress page;

    PasskeyVerifier(PageAddress page) {
        this.page = page;
    }

    static Refusal invalid(String why) {
        return new Refusal(RefusalCode.INVALID_PASSKEY, "the passkey's answer is not accepted: " + why);
    }

    /**
     * Verifies a new credential.
     *
     * @throws Refusal {@code invalid_passkey} with the reason
     */
    Credential made(ByteArray challenge, ByteArray userHandle, PasskeyAnswer.Made answer) {
        try {
            AuthenticatorAttestationResponse response = AuthenticatorAttestationResponse.builder()
                    .attestationObject(answer.attestation())
                    .clientDataJSON(answer.clientData())
                    .build();
            if (!response.getAttestation().getFormat().equals(NO_ATTESTATION)) {
                throw invalid("it has an attestation, which was not asked for");
            }
            response.getAttestation()
                    .getAuthenticatorData()
                    .getAttestedCredentialData()
                    .flatMap(made ->
                            CosePublicKey.brokenBy(made.getCredentialPublicKey().getBytes()))
                    .ifPresent(rule -> {
                        throw invalid(rule);
                    });
            RegistrationResult result = relyingParty(Optional.empty())
                    .finishRegistration(FinishRegistrationOptions.builder()
                            .request(creation(challenge, userHandle))
                            .response(
                                    PublicKeyCredential
                                            .<AuthenticatorAttestationResponse, ClientRegistrationExtensionOutputs>
                                                    builder()
                                            .id(answer.credentialId())
                                            .response(response)
                                            .clientExtensionResults(ClientRegistrationExtensionOutputs.builder()
                                                    .build())
                                            .build())
                            .build());
            Copies copies = Copies.of(response.getParsedAuthenticatorData());
            return new Credential(
                    result.getKeyId().getId().getBytes(),
                    result.getPublicKeyCose().getBytes(),
                    result.getSignatureCount(),
                    copies.allowed(),
                    copies.made());
        } catch (RegistrationFailedException | IOException | Base64UrlException e) {
            throw refused(e);
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException e) { // the library throws its own ones on bytes that it cannot read
            throw refused(e);
        }
    }

    /**
     * Verified signature.
     *
     * @param signCount counter of the authenticator with this signature
     */
    record Use(long signCount, boolean backedUp) {}

    /**
     * Verifies a signature by a known credential.
     *
     * @param userHandle name by which authenticators know the credential's user
     * @throws Refusal {@code invalid_passkey} with the reason
     */
    Use signed(ByteArray challenge, Credential credential, ByteArray userHandle, PasskeyAnswer.Signed answer) {
        try {
            RegisteredCredential known = RegisteredCredential.builder()
                    .credentialId(new ByteArray(credential.id()))
                    .userHandle(userHandle)
                    .publicKeyCose(new ByteArray(credential.publicKey()))
                    .signatureCount(credential.signCount())
                    .build();
            AuthenticatorAssertionResponse response = AuthenticatorAssertionResponse.builder()
                    .authenticatorData(answer.authenticatorData())
                    .clientDataJSON(answer.clientData())
                    .signature(answer.signature())
                    .userHandle(answer.userHandle())
                    .build();
            Copies copies = Copies.of(response.getParsedAuthenticatorData());
            if (copies.allowed() != credential.backupEligible()) {
                throw invalid("its eligibility for copies has changed");
            }
            AssertionResult result = relyingParty(Optional.of(known))
                    .finishAssertion(FinishAssertionOptions.builder()
                            .request(request(challenge, known))
                            .response(
                                    PublicKeyCredential
                                            .<AuthenticatorAssertionResponse, ClientAssertionExtensionOutputs>builder()
                                            .id(answer.credentialId())
                                            .response(response)
                                            .clientExtensionResults(ClientAssertionExtensionOutputs.builder()
                                                    .build())
                                            .build())
                            .build());
            if (!result.isSuccess() || !result.isUserVerified()) {
                throw invalid("the signature is wrong");
            }
            return new Use(result.getSignatureCount(), copies.made());
        } catch (AssertionFailedException | IOException | Base64UrlException e) {
            throw refused(e);
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException e) { // the library throws its own ones on bytes that it cannot read
            throw refused(e);
        }
    }

    /** State of a key's copies, as an answer says it. */
    private record Copies(boolean allowed, boolean made) {

        static Copies of(AuthenticatorData data) {
            int flags = data.getFlags().value;
            Copies copies = new Copies((flags & BACKUP_ELIGIBLE) != 0, (flags & BACKED_UP) != 0);
            if (copies.made && !copies.allowed) {
                throw invalid("a key that cannot be copied is said to be copied");
            }
            return copies;
        }
    }

    private static Refusal refused(Exception why) {
        LOG.debug("a passkey's answer was refused", why);
        return invalid("it does not fit this page, this user, the rules of its key or its signature");
    }

    private PublicKeyCredentialCreationOptions creation(ByteArray challenge, ByteArray userHandle) {
        return PublicKeyCredentialCreationOptions.builder()
                .rp(identity())
                .user(UserIdentity.builder()
                        .name(NAME)
                        .displayName(NAME)
                        .id(userHandle)
                        .build())
                .challenge(challenge)
                .pubKeyCredParams(ALGORITHMS)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .build();
    }

    private AssertionRequest request(ByteArray challenge, RegisteredCredential known) {
        return AssertionRequest.builder()
                .publicKeyCredentialRequestOptions(PublicKeyCredentialRequestOptions.builder()
                        .challenge(challenge)
                        .rpId(page.host())
                        .allowCredentials(List.of(PublicKeyCredentialDescriptor.builder()
                                .id(known.getCredentialId())
                                .build()))
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .username(NAME)
                .build();
    }

    private RelyingPartyIdentity identity() {
        return RelyingPartyIdentity.builder().id(page.host()).name(page.host()).build();
    }

    /** The counter is a signal and no reason to refuse: keys that are copied between devices keep 0. */
    private RelyingParty relyingParty(Optional<RegisteredCredential> known) {
        return RelyingParty.builder()
                .identity(identity())
                .credentialRepository(new OneCredential(known))
                .origins(Set.of(page.origin()))
                .preferredPubkeyParams(ALGORITHMS)
                .allowUntrustedAttestation(true)
                .validateSignatureCounter(false)
                .build();
    }

    /** The one credential that an answer can be of; every lookup of another finds nothing. */
    private record OneCredential(Optional<RegisteredCredential> known) implements CredentialRepository {

        @Override
        public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
            return Set.of();
        }

        @Override
        public Optional<ByteArray> getUserHandleForUsername(String username) {
            return known.map(RegisteredCredential::getUserHandle);
        }

        @Override
        public Optional<String> getUsernameForUserHandle(ByteArray userHandle) {
            return known.filter(each -> each.getUserHandle().equals(userHandle)).map(_ -> NAME);
        }

        @Override
        public Optional<RegisteredCredential> lookup(ByteArray credentialId, ByteArray userHandle) {
            return known.filter(each -> each.getCredentialId().equals(credentialId)
                    && each.getUserHandle().equals(userHandle));
        }

        /** Returns nothing: the table has an index that keeps credentials apart. */
        @Override
        public Set<RegisteredCredential> lookupAll(ByteArray credentialId) {
            return Set.of();
        }
    }
}
