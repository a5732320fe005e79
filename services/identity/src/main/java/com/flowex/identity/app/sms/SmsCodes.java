package com.flowex.identity.app.sms;

import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.store.sms.PhoneNumber;
import com.flowex.identity.store.sms.PhoneNumbersTable;
import com.flowex.identity.store.sms.SmsBudgetsTable;
import com.flowex.identity.store.sms.SmsBudgetsTable.Bounds;
import com.flowex.identity.store.sms.SmsMessagesTable;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.User;
import com.flowex.platform.crypto.Ed25519Key;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import javax.crypto.SecretKey;

/**
 * Codes by SMS of users: who may have them, the limits of messages, and the check of a code. They are a second factor of
 * log-ins. Where money, keys or factors are at stake they do not count: {@link User.Factors#isStrong}.
 */
public final class SmsCodes {

    /** Time for which a message is worth sending; a code is good for five minutes. */
    private static final Duration LIFE = Duration.ofMinutes(3);

    /** Time for which a notice is worth sending. */
    private static final Duration NOTICE_LIFE = Duration.ofHours(6);

    /** Largest number of notices to a user, and to a number, in a day. */
    private static final int NOTICES_MAX = 3;

    /** Part of a tenant's messages and cost of a day that notices may take: one in so many. */
    private static final int NOTICES_SHARE = 4;

    private static final int PAUSE_SECONDS = 60;
    private static final int DAY_SECONDS = 86_400;
    private static final String REQUESTED = "requested";
    private static final String VERIFIED = "verified";

    /** Mark of the limits of numbers that are being set up. */
    private static final String SET_UP = "new ";

    /** Mark of the limits of notices, which carry no code. */
    private static final String NOTICE = "notice ";

    private final SmsSettings settings;
    private final PhoneNumbersTable numbers;
    private final SmsMessagesTable messages;
    private final KeyRing keys;
    private final Lockout lockout;
    private final Tenants tenants;
    private final MeterRegistry meters;

    /** Tables of numbers and messages. */
    public record Tables(PhoneNumbersTable numbers, SmsMessagesTable messages) {}

    /**
     * Tenants by number.
     *
     * @param areOn true if the tenant has codes by SMS switched on
     * @param names name of the exchange, as users know it
     * @param dollars largest cost of a tenant's messages in a day, besides the platform's
     */
    public record Tenants(IntPredicate areOn, IntFunction<String> names, IntUnaryOperator dollars) {}

    public SmsCodes(
            SmsSettings settings, Tables tables, KeyRing keys, Lockout lockout, Tenants tenants, MeterRegistry meters) {
        this.settings = settings;
        this.numbers = tables.numbers();
        this.messages = tables.messages();
        this.keys = keys;
        this.lockout = lockout;
        this.tenants = tenants;
        this.meters = meters;
        counter(REQUESTED);
        counter(VERIFIED);
        notices("sent");
        notices("no_room");
        for (Limit each : Limit.values()) {
            refused(each);
        }
    }

    /** Limit of messages. */
    private enum Limit {
        USER("this user asked for a code less than a minute ago, or too often today"),
        NUMBER("too many codes were sent to this number today"),
        RANGE("too many codes to numbers like this one were not entered today"),
        NETWORK("too many codes that were asked for from here were not entered today"),
        NOTICES("this user, this number, or this exchange has had as many notices as it may today"),
        SET_UPS("this exchange has sent as many codes to new numbers as it may today"),
        TENANT("this exchange has sent as many codes as it may today");

        private final String detail;

        Limit(String detail) {
            this.detail = detail;
        }
    }

    private Counter counter(String step) {
        return Counter.builder("flowex.sms.codes")
                .description("Codes by SMS that were requested, and those of them that were entered")
                .tag("step", step)
                .register(meters);
    }

    private Counter refused(Limit limit) {
        return Counter.builder("flowex.sms.refused")
                .description("Codes by SMS that were not sent because of a limit")
                .tag("limit", limit.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private Counter notices(String outcome) {
        return Counter.builder("flowex.sms.notices")
                .description(
                        "Notices by SMS that were handed to the sender, and those for which the limits left no room")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** Returns the countries to whose numbers codes are sent, in order. */
    public Set<String> countries() {
        return new TreeSet<>(settings.prices().keySet());
    }

    /** Returns true if a user may set codes by SMS up. */
    public boolean isOffered(User user) {
        return settings.given() && tenants.areOn().test(user.tenant()) && !user.actsForOthers();
    }

    /** @throws Refusal {@code sms_off}; {@code sms_not_for_staff} */
    public void requireOffered(User user) {
        if (!settings.given()) {
            throw off("there is no provider: " + SmsSettings.FIRST + " is not set");
        }
        if (!tenants.areOn().test(user.tenant())) {
            throw off("this exchange has switched them off (sms_codes)");
        }
        if (user.actsForOthers()) {
            throw new Refusal(
                    RefusalCode.SMS_NOT_FOR_STAFF, "users who may act for others take an authenticator or a passkey");
        }
    }

    /** @throws Refusal {@code sms_off}, also for a user without a confirmed number; {@code sms_not_for_staff} */
    public void requireEnrolled(User user) {
        requireOffered(user);
        if (!user.factors().sms()) {
            throw off("this user has no confirmed number");
        }
    }

    private static Refusal off(String why) {
        return new Refusal(RefusalCode.SMS_OFF, "codes by SMS are off: " + why);
    }

    /**
     * Returns true if a user's codes can be sent by SMS now. Otherwise a user without another factor gets them by mail, so
     * that no user is locked out when an operator switches SMS off.
     */
    public boolean isUsable(User user) {
        return usable(user).isPresent();
    }

    /** Returns the number to which codes of a user can be sent now; empty as {@link #isUsable} is false. */
    public Optional<PhoneNumber> usable(User user) {
        return mayBeUsable(user) ? numbers.of(user, true).filter(this::isServed) : Optional.empty();
    }

    /** Returns the same within a transaction. */
    public boolean isUsable(Transaction transaction, User user) {
        return mayBeUsable(user)
                && numbers.of(transaction, user, true).filter(this::isServed).isPresent();
    }

    private boolean mayBeUsable(User user) {
        return user.factors().sms() && isOffered(user);
    }

    private boolean isServed(PhoneNumber number) {
        return settings.prices().containsKey(number.country());
    }

    /** Returns true if a user gets codes by mail because SMS is the only factor and cannot be used. */
    public boolean isReplacedByMail(User user) {
        return user.factors().sms() && !user.factors().isStrong() && !isUsable(user);
    }

    /**
     * Sends a code to the confirmed number of a user.
     *
     * @param device device that asked for it
     * @throws Refusal {@code sms_off}; {@code too_many_attempts}
     */
    public void send(Transaction sending, User user, Device device, String code) {
        PhoneNumber number =
                numbers.of(sending, user, true).orElseThrow(() -> off("this user has no number that can be read"));
        sendCounted(sending, user, device, number, code, "");
    }

    /**
     * Sends a code to a number that is being set up. It throws as the other method does. Such messages count apart from
     * those to confirmed numbers: every user can ask for them, and must not use up the limits of the number's owner. They
     * take at most half of the tenant's messages and cost of a day; the other half is left for log-ins.
     */
    void sendToNew(Transaction sending, User user, Device device, PhoneNumber number, String code) {
        sendCounted(sending, user, device, number, code, SET_UP);
    }

    private void sendCounted(
            Transaction sending, User user, Device device, PhoneNumber number, String code, String countedAs) {
        requireOffered(user);
        Long price = settings.prices().get(number.country());
        if (price == null) {
            throw off("none are sent to numbers of this country now");
        }
        SmsSettings.Limits limits = settings.limits();
        String range = name(user.tenant(), countedAs + "range " + number.range());
        String network = name(user.tenant(), "network " + Lockout.placeOf(device));
        reserve(sending, user, Limit.USER, name(user.tenant(), "user " + user.id()), price, limits.perNumber());
        String own = nameOf(user.tenant(), number, countedAs);
        reserve(sending, user, Limit.NUMBER, own, price, limits.perNumber());
        reserve(sending, user, Limit.RANGE, range, price, limits.perRange());
        reserve(sending, user, Limit.NETWORK, network, price, limits.perNetwork());
        if (countedAs.equals(SET_UP)) {
            String setUps = name(user.tenant(), SET_UP + "tenant");
            reserve(sending, user, Limit.SET_UPS, setUps, price, Math.ceilDiv(limits.perTenant(), 2));
        }
        reserve(sending, user, Limit.TENANT, name(user.tenant(), "tenant"), price, limits.perTenant());
        SmsMessagesTable.Content content = new SmsMessagesTable.Content(number.text(), text(user.tenant(), code));
        String codeName = codeName(user.tenant(), number, countedAs, code);
        if (!messages.put(sending, user, content, codeName, List.of(range, network), LIFE)) {
            throw off("nothing is kept of this user any longer");
        }
        counter(REQUESTED).increment();
    }

    private void reserve(Transaction sending, User user, Limit limit, String name, long price, int messagesMax) {
        if (!isReserved(sending, user, limit, name, price, messagesMax)) {
            int wait = limit == Limit.USER ? PAUSE_SECONDS : DAY_SECONDS;
            throw Refusal.forNow(RefusalCode.TOO_MANY_ATTEMPTS, limit.detail, wait);
        }
    }

    private boolean isReserved(Transaction sending, User user, Limit limit, String name, long price, int messagesMax) {
        boolean isOfUser = limit == Limit.USER;
        long cost =
                switch (limit) {
                    case TENANT -> costMax(user.tenant());
                    case SET_UPS -> Math.max(price, costMax(user.tenant()) / 2);
                    case NOTICES -> costMax(user.tenant()) / NOTICES_SHARE;
                    case USER, NUMBER, RANGE, NETWORK -> Long.MAX_VALUE / 2;
                };
        Bounds bounds = new Bounds(messagesMax, cost, isOfUser ? PAUSE_SECONDS : 0);
        if (price <= cost && SmsBudgetsTable.reserve(sending, user.tenant(), name, price, bounds)) {
            return true;
        }
        refused(limit).increment();
        return false;
    }

    /**
     * Sends a notice to the confirmed number of a user, where codes can be sent there now and the limits leave room. It
     * has limits of its own and at most a quarter of the tenant's messages and cost of a day, so that notices leave room
     * for log-ins; they count in the tenant's limit, too. A provider that fails keeps nothing from going on: the message
     * is sent after the transaction, by a worker.
     *
     * @param text text without a code or a link
     */
    public void announce(Transaction changing, User user, String text) {
        String whole = SmsText.named(tenants.names().apply(user.tenant())) + text;
        Optional<PhoneNumber> number =
                mayBeUsable(user) ? numbers.of(changing, user, true).filter(this::isServed) : Optional.empty();
        if (number.isEmpty()) {
            return;
        }
        PhoneNumber to = number.get();
        int tenant = user.tenant();
        SmsSettings.Limits limits = settings.limits();
        long price = settings.prices().getOrDefault(to.country(), 0L) * SmsText.parts(whole);
        boolean hasRoom = isReserved(
                        changing, user, Limit.NOTICES, name(tenant, NOTICE + "user " + user.id()), price, NOTICES_MAX)
                && isReserved(changing, user, Limit.NOTICES, nameOf(tenant, to, NOTICE), price, NOTICES_MAX)
                && isReserved(
                        changing,
                        user,
                        Limit.RANGE,
                        name(tenant, NOTICE + "range " + to.range()),
                        price,
                        limits.perRange())
                && isReserved(
                        changing,
                        user,
                        Limit.NOTICES,
                        name(tenant, NOTICE + "tenant"),
                        price,
                        Math.ceilDiv(limits.perTenant(), NOTICES_SHARE))
                && isReserved(changing, user, Limit.TENANT, name(tenant, "tenant"), price, limits.perTenant());
        String codeName = name(tenant, NOTICE + UUID.randomUUID());
        SmsMessagesTable.Content content = new SmsMessagesTable.Content(to.text(), whole);
        boolean isSent = hasRoom && messages.put(changing, user, content, codeName, List.of(), NOTICE_LIFE);
        notices(isSent ? "sent" : "no_room").increment();
    }

    private long costMax(int tenant) {
        return Math.min(settings.limits().cost(), tenants.dollars().applyAsInt(tenant) * SmsSettings.DOLLAR);
    }

    /** Returns the text of a message, in characters that every phone shows and one message holds. */
    private String text(int tenant, String code) {
        String name = tenants.names().apply(tenant);
        return code + " is your code" + (SmsText.isPlain(name) ? " for " + name : "")
                + ". It is good for 5 minutes. Never pass it on: we do not ask for it.";
    }

    /**
     * Checks a code for a number that is being set up: wrong ones count for the user, the number, and the network,
     * whichever account they were tried at. They do not count for log-ins of those who have confirmed the number.
     *
     * @throws Refusal {@code too_many_attempts}
     */
    boolean isGoodOfNew(User user, PhoneNumber number, Device device, BooleanSupplier check) {
        return lockout.sentCode(user.tenant(), user.id(), nameOf(user.tenant(), number, SET_UP), device, check);
    }

    /**
     * Checks a code that may have come by SMS. It counts and throws the same way.
     *
     * @param number confirmed number of the user, as {@link #usable} returns it
     */
    public boolean isGood(User user, PhoneNumber number, Device device, BooleanSupplier check) {
        return lockout.sentCode(user.tenant(), user.id(), nameOf(user.tenant(), number), device, check);
    }

    /** Records that a code which was sent to the confirmed number of a user was entered. */
    public void verified(User user, PhoneNumber number, String code) {
        verified(user, number, "", code);
    }

    /** Records that a code which was sent to a number that is being set up was entered. */
    void verifiedOfNew(User user, PhoneNumber number, String code) {
        verified(user, number, SET_UP, code);
    }

    private void verified(User user, PhoneNumber number, String countedAs, String code) {
        messages.verified(user, codeName(user.tenant(), number, countedAs, code));
        counter(VERIFIED).increment();
    }

    private String codeName(int tenant, PhoneNumber number, String countedAs, String code) {
        return name(tenant, countedAs + "code " + code + " to " + number.text());
    }

    /** Returns the keyed hash of a number, by which it is counted. */
    String nameOf(int tenant, PhoneNumber number) {
        return nameOf(tenant, number, "");
    }

    private String nameOf(int tenant, PhoneNumber number, String countedAs) {
        return name(tenant, countedAs + "number " + number.text());
    }

    private String name(int tenant, String plain) {
        SecretKey key = keys.key(keys.ids().getFirst()).orElseThrow();
        byte[] text = ("budget of SMS " + tenant + " " + plain).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Ed25519Key.keyed(key.getEncoded(), text));
    }
}
