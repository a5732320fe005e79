package com.flowex.launcher;

import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.ground.operator.OperatorAsk;
import com.flowex.ground.operator.OperatorCommand;
import com.flowex.ground.outbox.Wish;

/** Audit entries of operators' commands. */
final class OperatorRecord {

    private OperatorRecord() {}

    static void of(AuditLog audit, Wish wish, String outcome) {
        String subject = wish.kind() == Wish.Kind.REPLAY
                ? "topic " + wish.topic() + " from " + wish.subject()
                : "dead letter " + wish.subject();
        audit.record(new AuditEntry(
                wish.tenant(),
                wish.by(),
                "./flowex events " + wish.kind().word(),
                new AuditEntry.Change(subject, "", wish.consumer()),
                outcome,
                "this machine",
                "events"));
    }

    static void of(AuditLog audit, OperatorAsk ask, OperatorCommand.Reply reply) {
        audit.record(new AuditEntry(
                ask.tenant(),
                ask.by(),
                "./flowex " + ask.command(),
                new AuditEntry.Change(String.join(" ", ask.arguments()), "", ""),
                reply.isDone() ? "done" : reply.text(),
                "this machine",
                "operator"));
    }
}
