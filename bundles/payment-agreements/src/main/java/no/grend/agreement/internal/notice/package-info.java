/** Where the servers of payment providers bring their notices. */
package no.grend.agreement.internal.notice;
