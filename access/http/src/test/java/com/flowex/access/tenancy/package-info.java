/** Tests of the directory of tenants. */
@org.jspecify.annotations.NullMarked
package com.flowex.access.tenancy;
