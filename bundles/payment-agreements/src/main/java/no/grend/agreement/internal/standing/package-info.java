/** Standing payment agreements: their rules, and how they become invoices. */
package no.grend.agreement.internal.standing;
