package com.flowex.app.wiring;

import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.platform.messaging.OutboxRequest;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorRequest;

/** Audit entries of operators' commands. */
final class OperatorAudit {

    private OperatorAudit() {}

    static void of(AuditLog audit, OutboxRequest wish, String outcome) {
        String subject = wish.kind() == OutboxRequest.Kind.REPLAY
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

    static void of(AuditLog audit, OperatorRequest ask, OperatorCommand.Reply reply) {
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
