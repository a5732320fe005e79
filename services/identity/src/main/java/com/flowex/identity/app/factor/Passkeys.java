package com.flowex.identity.app.factor;

import com.flowex.identity.app.mail.PageAddress;
import com.flowex.identity.store.credential.FactorsTable;
import com.flowex.identity.store.credential.PasskeyChallengesTable;
import com.flowex.identity.store.credential.PasskeyChallengesTable.Purpose;
import com.flowex.identity.store.credential.PasskeysTable;
import com.flowex.identity.store.credential.PasskeysTable.Credential;
import com.flowex.identity.store.credential.PasskeysTable.Passkey;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.yubico.webauthn.data.ByteArray;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Passkeys of users: challenges, new passkeys and signatures. A challenge is good once, for its user and its purpose; user
 * verification is asked for and checked in every answer. Guesses are counted by the caller.
 */
public final class Passkeys {

    /** COSE algorithms of keys, the best first. */
    public static final List<Integer> ALGORITHMS =
            List.of(CosePublicKey.ES256, CosePublicKey.ED25519, CosePublicKey.RS256);

    private static final int CHALLENGE_BYTES = 32;
    private static final int HANDLE_BYTES = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PasskeysTable table;
    private final PasskeyChallengesTable challenges;
    private final UsersTable users;
    private final FactorsTable.Notice notice;
    private final Consumer<User> counterStood;

    private Passkeys(
            PasskeysTable table,
            PasskeyChallengesTable challenges,
            UsersTable users,
            FactorsTable.Notice notice,
            Consumer<User> counterStood) {
        this.table = table;
        this.challenges = challenges;
        this.users = users;
        this.notice = notice;
        this.counterStood = counterStood;
    }

    /**
     * Returns the passkeys of a database.
     *
     * @param notice sender of the report about a changed second factor
     * @param counterStood receives the user of a passkey whose counter has not grown
     */
    public static Passkeys on(
            Database database, UsersTable users, FactorsTable.Notice notice, Consumer<User> counterStood) {
        return new Passkeys(
                new PasskeysTable(database), new PasskeyChallengesTable(database), users, notice, counterStood);
    }

    /**
     * Request for a new passkey.
     *
     * @param relyingParty host name that the passkey will sign for
     * @param exclude credentials that the user has there already
     */
    public record Creation(ByteArray challenge, String relyingParty, ByteArray userHandle, List<ByteArray> exclude) {}

    /**
     * Request for a signature.
     *
     * @param credentials credentials of which one signs; empty if the authenticator chooses
     */
    public record Request(ByteArray challenge, String relyingParty, List<ByteArray> credentials) {}

    /** Returns a user's passkeys, oldest first. */
    public List<Passkey> of(User user) {
        return table.of(user);
    }

    /**
     * Begins the registration of a passkey by a user who has just proved who they are.
     *
     * @throws Refusal {@code too_many_passkeys}; {@code invalid_passkey} at an address that no passkey can sign for
     */
    public Creation begin(User user, PageAddress page) {
        requireName(page);
        List<Passkey> own = table.of(user);
        requireRoom(own.size());
        byte[] challenge = random(CHALLENGE_BYTES);
        byte[] handle = table.handle(user, random(HANDLE_BYTES));
        challenges.put(user, Purpose.REGISTER, challenge, new byte[0]);
        return new Creation(new ByteArray(challenge), page.host(), new ByteArray(handle), at(page, own));
    }

    /** New passkey, and the recovery codes that came with the user's first factor; empty if there were some. */
    public record Added(Passkey passkey, List<String> recoveryCodes) {}

    /**
     * Registers a passkey.
     *
     * @throws Refusal {@code invalid_passkey}, {@code too_many_passkeys}
     */
    public Added add(User user, PageAddress page, String name, PasskeyAnswer.Made answer) {
        ByteArray challenge = ClientData.challenge(answer.clientData());
        if (challenges.take(user, Purpose.REGISTER, challenge.getBytes()).isEmpty()) {
            throw expired();
        }
        ByteArray handle =
                table.handle(user.tenant(), user.id()).map(ByteArray::new).orElseThrow(Passkeys::expired);
        Credential credential = new PasskeyVerifier(page).made(challenge, handle, answer);
        return users.holding(user.tenant(), user.id(), (holding, now) -> {
                    if (!now.isActive()) {
                        throw Refusal.unauthorized("the session has ended; log in again");
                    }
                    requireRoom(now.factors().passkeys());
                    Passkey added = PasskeysTable.insert(holding, now, page.host(), name, credential)
                            .orElseThrow(() -> PasskeyVerifier.invalid("this passkey is registered already"));
                    boolean isFirst = !now.factors().passkey() && !now.factors().totp();
                    List<String> codes = isFirst ? SecondFactors.recoveryCodes() : List.of();
                    if (isFirst) {
                        FactorsTable.replaceRecoveryCodes(holding, now, codes);
                    }
                    notice.changed(holding, now, inWords(name), true);
                    return new Added(added, codes);
                })
                .orElseThrow(() -> Refusal.unauthorized("this user was removed"));
    }

    /**
     * Gives a passkey another name.
     *
     * @throws Refusal {@code not_found}
     */
    public Passkey rename(User user, UUID id, String name) {
        return table.rename(user, id, name).orElseThrow(Passkeys::unknown);
    }

    /** Returns the refusal of a passkey that its user does not have. */
    public static Refusal unknown() {
        return Refusal.notFound("there is no such passkey");
    }

    /** Returns a passkey in the words of a notice. */
    public static String inWords(String name) {
        return "The passkey \"" + name + "\"";
    }

    /**
     * Asks for a signature of a user.
     *
     * @param subject hash of what the signature is for; empty if the purpose says it all
     * @throws Refusal {@code not_found} if the user has no passkey for this page
     */
    public Request request(User user, PageAddress page, Purpose purpose, byte[] subject) {
        List<ByteArray> credentials = at(page, table.of(user));
        if (credentials.isEmpty()) {
            throw Refusal.notFound("no passkey of this user signs for " + page.host());
        }
        byte[] challenge =
                purpose == Purpose.PAYMENT ? sha256(random(CHALLENGE_BYTES), subject) : random(CHALLENGE_BYTES);
        challenges.put(user, purpose, challenge, subject);
        return new Request(new ByteArray(challenge), page.host(), credentials);
    }

    /**
     * Asks for a signature of whoever has a passkey for this page.
     *
     * @param place hash of the place that asks
     */
    public Request requestForAnyone(int tenant, PageAddress page, String place) {
        byte[] challenge = random(CHALLENGE_BYTES);
        challenges.put(tenant, place, challenge);
        return new Request(new ByteArray(challenge), page.host(), List.of());
    }

    /**
     * Verifies a signature of a user; returns the subject of its challenge.
     *
     * @throws Refusal {@code invalid_passkey}
     */
    public byte[] require(User user, PageAddress page, Purpose purpose, PasskeyAnswer.Signed answer) {
        ByteArray challenge = ClientData.challenge(answer.clientData());
        byte[] subject = challenges.take(user, purpose, challenge.getBytes()).orElseThrow(Passkeys::expired);
        Passkey passkey = table.byCredential(
                        user.tenant(), answer.credentialId().getBytes())
                .filter(found -> found.userId() == user.id())
                .orElseThrow(() -> PasskeyVerifier.invalid("this user has no such passkey"));
        verify(user, passkey, page, challenge, answer);
        return subject;
    }

    /** Returns the passkey that an answer names; empty if the tenant has no such passkey. */
    public Optional<Passkey> named(int tenant, PasskeyAnswer.Signed answer) {
        return table.byCredential(tenant, answer.credentialId().getBytes());
    }

    /**
     * Verifies a signature of a login without a password. The authenticator must name its user.
     *
     * @param user user of the passkey
     * @throws Refusal {@code invalid_passkey}
     */
    public void requireLogin(User user, Passkey passkey, PageAddress page, PasskeyAnswer.Signed answer) {
        ByteArray challenge = ClientData.challenge(answer.clientData());
        if (!challenges.take(user.tenant(), challenge.getBytes())) {
            throw expired();
        }
        if (answer.userHandle().isEmpty()) {
            throw PasskeyVerifier.invalid("the authenticator does not name its user");
        }
        verify(user, passkey, page, challenge, answer);
    }

    private void verify(
            User user, Passkey passkey, PageAddress page, ByteArray challenge, PasskeyAnswer.Signed answer) {
        ByteArray handle =
                table.handle(user.tenant(), user.id()).map(ByteArray::new).orElseThrow(Passkeys::expired);
        PasskeyVerifier.Use use = new PasskeyVerifier(page).signed(challenge, passkey.credential(), handle, answer);
        long before = table.used(user.tenant(), passkey, use.signCount(), use.backedUp())
                .orElseThrow(() -> PasskeyVerifier.invalid("this passkey was removed"));
        if (before > 0 && use.signCount() <= before) {
            counterStood.accept(user);
        }
    }

    private static Refusal expired() {
        return PasskeyVerifier.invalid("its challenge is unknown, was used, or is older than five minutes");
    }

    private static List<ByteArray> at(PageAddress page, List<Passkey> passkeys) {
        return passkeys.stream()
                .filter(each -> each.relyingParty().equals(page.host()))
                .map(each -> new ByteArray(each.credential().id()))
                .toList();
    }

    private static void requireRoom(int has) {
        if (has >= PasskeysTable.PASSKEYS_MAX) {
            throw new Refusal(
                    RefusalCode.TOO_MANY_PASSKEYS,
                    "at most " + PasskeysTable.PASSKEYS_MAX + " passkeys; remove one first");
        }
    }

    /** Requires a host name: authenticators keep no passkey for an IP address. */
    private static void requireName(PageAddress page) {
        boolean isAddress = page.host().startsWith("[");
        if (!isAddress) {
            try {
                InetAddress.ofLiteral(page.host());
                isAddress = true;
            } catch (IllegalArgumentException e) {
                isAddress = false; // a name
            }
        }
        if (isAddress) {
            throw PasskeyVerifier.invalid("the page is at an IP address; passkeys need a host name");
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
