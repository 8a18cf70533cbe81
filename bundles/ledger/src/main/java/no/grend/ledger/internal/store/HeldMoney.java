package no.grend.ledger.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * What of a payment lies unallocated.
 *
 * @param payment the payment's number
 * @param account suspense or member credit
 * @param amount øre; negative when the bank took back more than had come in
 * @param invoice the invoice it was meant for, by entry; null when unknown
 * @param memberNumber whose it is; null when unknown
 */
public record HeldMoney(long payment, Account account, long amount, Long invoice, Integer memberNumber) {

    static HeldMoney of(ResultSet row, StatementContext context) throws SQLException {
        long invoice = row.getLong("invoice");
        Long invoiceOrNull = row.wasNull() ? null : Long.valueOf(invoice);
        int member = row.getInt("member_number");
        Integer memberOrNull = row.wasNull() ? null : Integer.valueOf(member);
        return new HeldMoney(
                row.getLong("payment"),
                Account.of(row.getInt("account")),
                row.getLong("amount"),
                invoiceOrNull,
                memberOrNull);
    }

    /** The same with another amount. */
    public HeldMoney withAmount(long ore) {
        return new HeldMoney(payment, account, ore, invoice, memberNumber);
    }
}
