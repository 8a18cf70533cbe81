/** The rules of the register («medlemsregister»): contacts, categories, memberships and what hangs on them. */
package no.grend.member.internal;
