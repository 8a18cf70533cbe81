/** Cash and bank transfers that staff register. */
package no.grend.providermanual.internal;
