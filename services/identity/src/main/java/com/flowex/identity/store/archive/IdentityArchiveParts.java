package com.flowex.identity.store.archive;

import com.flowex.identity.store.archive.RowSink.Column;
import com.flowex.identity.store.archive.RowSink.Shape;
import com.flowex.identity.store.person.Consent;
import com.flowex.identity.store.person.ConsentsTable;
import com.flowex.identity.store.person.ProfilesTable;
import com.flowex.identity.store.person.UserProfile;
import com.flowex.identity.store.session.SessionStore;
import com.flowex.identity.store.sms.PhoneNumber;
import com.flowex.identity.store.sms.PhoneNumbersTable;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Archive parts with identity's data about people that is sealed or in no table. */
public record IdentityArchiveParts(
        ProfilesTable profiles,
        PhoneNumbersTable phones,
        ConsentsTable consents,
        SessionStore sessions,
        LoginHistory logIns) {

    public List<ArchivePart> parts() {
        return List.of(
                new ArchivePart("profile", this::profile),
                new ArchivePart("phone_numbers", this::phones),
                new ArchivePart("consents", this::consents),
                new ArchivePart("sessions", this::sessions),
                new ArchivePart("log_ins", logIns::rows));
    }

    private void profile(RowSink sink, Transaction transaction, User user) throws IOException {
        UserProfile profile = profiles.of(transaction, user);
        sink.columns(columns(
                "user_id",
                "account",
                "email",
                "email_verified",
                "first_name",
                "last_name",
                "language",
                "country",
                "time_zone",
                "mail_code",
                "roles",
                "created_at"));
        sink.row(row(
                user.id(),
                user.account().number(),
                user.email(),
                user.emailVerified(),
                user.firstName(),
                user.lastName(),
                profile.language(),
                profile.country(),
                profile.timeZone(),
                profile.mailCode(),
                String.join(" ", user.roleLabels()),
                user.createdAt()));
    }

    private void phones(RowSink sink, Transaction transaction, User user) throws IOException {
        sink.columns(columns("number", "country", "confirmed"));
        for (boolean confirmed : List.of(true, false)) {
            Optional<PhoneNumber> number = phones.of(transaction, user, confirmed);
            if (number.isPresent()) {
                sink.row(row(number.get().text(), number.get().country(), confirmed));
            }
        }
    }

    private void consents(RowSink sink, Transaction transaction, User user) throws IOException {
        sink.columns(columns(
                "number", "document", "version", "state", "given_at", "ip_address", "withdrawn_at", "withdrawn_from"));
        for (Consent each : Consent.of(consents.of(transaction, user))) {
            sink.row(row(
                    each.number(),
                    each.document(),
                    each.version(),
                    each.state().word(),
                    each.givenAt(),
                    each.ipAddress(),
                    each.withdrawnAt(),
                    each.withdrawnFrom()));
        }
    }

    private void sessions(RowSink sink, Transaction transaction, User user) throws IOException {
        sink.columns(columns("id", "ip_address", "user_agent", "created_at", "last_used_at", "expires_at"));
        for (SessionStore.Session each : sessions.of(user.tenant(), user.id())) {
            sink.row(row(
                    each.id(), each.address(), each.agent(), each.createdAt(), each.lastUsedAt(), each.expiresAt()));
        }
    }

    private static List<Column> columns(String... names) {
        return Arrays.stream(names).map(name -> new Column(name, Shape.TEXT)).toList();
    }

    private static List<@Nullable String> row(@Nullable Object... values) {
        List<@Nullable String> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value == null ? null : Objects.toString(value));
        }
        return row;
    }
}
