package com.flowex.identity.app.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.identity.store.person.ProfilesTable;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.messaging.Outbox;
import com.flowex.platform.messaging.OutboxMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Mails in the outbox: every process writes them, sealed, and the process that runs identity sends them. */
public final class MailOutbox {

    /** Topic of mails; private topics are not published to the streams of Redis. */
    static final String MAILS = Outbox.PRIVATE + "mails";

    private static final String SEALED = "sealed";

    private final ObjectMapper json = new ObjectMapper();
    private final Database database;
    private final Sealing sealing;
    private final ProfilesTable profiles;

    public MailOutbox(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
        this.profiles = new ProfilesTable(database, new PersonKeys(database, sealing));
    }

    /**
     * Puts a mail into the outbox: it is sent once the transaction is committed. It ends with the word that its reader has
     * chosen for mails, if any.
     */
    public void send(Transaction changing, Mail mail) {
        String key = UUID.randomUUID().toString();
        byte[] plain = json.createObjectNode()
                .put("to", mail.to())
                .put("subject", mail.subject())
                .put("text", mail.text() + mark(changing, mail))
                .put("secret", mail.secret())
                .put("until", mail.until().toEpochMilli())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        String sealed = Base64.getEncoder().encodeToString(sealing.seal(plain, place(mail.tenant(), key)));
        Outbox.add(
                changing,
                mail.tenant(),
                MAILS,
                key,
                json.createObjectNode().put(SEALED, sealed).toString());
    }

    private String mark(Transaction changing, Mail mail) {
        return EmailAddress.parse(mail.to())
                .flatMap(address -> UsersTable.byEmail(changing, mail.tenant(), address))
                .map(reader -> profiles.of(changing, reader).mailCode())
                .filter(code -> !code.isEmpty())
                .map(code -> "\nYour code, by which you know our mails: " + code + "\n")
                .orElse("");
    }

    /** Puts a mail into the outbox in a transaction of its own. */
    public void send(Mail mail) {
        database.transaction(mail.tenant(), transaction -> {
            send(transaction, mail);
            return mail;
        });
    }

    /**
     * Opens a mail of the outbox; empty if it was sent before.
     *
     * @throws Sealing.BrokenSealException if the key that sealed it is lost
     */
    Optional<Mail> opened(OutboxMessage message) throws IOException {
        JsonNode sealed = json.readTree(message.payload()).path(SEALED);
        if (sealed.isMissingNode()) {
            return Optional.empty();
        }
        byte[] plain =
                sealing.open(Base64.getDecoder().decode(sealed.asText()), place(message.tenant(), message.key()));
        JsonNode fields = json.readTree(plain);
        return Optional.of(new Mail(
                message.tenant(),
                fields.path("to").asText(),
                fields.path("subject").asText(),
                fields.path("text").asText(),
                fields.path("secret").asText(),
                Instant.ofEpochMilli(fields.path("until").asLong())));
    }

    private static String place(int tenant, String key) {
        return "outbox.messages.mail:" + tenant + "/" + key;
    }
}
