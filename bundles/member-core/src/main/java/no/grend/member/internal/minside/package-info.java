/** The register's panels on Min Side: the member's own profile and memberships. */
package no.grend.member.internal.minside;
