/** `of` is all that is known of a plan's partitions: what changes one part makes the others old. */
export const partitionKeys = {
  of: (planId: string) => ['partitions', planId] as const,
  list: (planId: string) => ['partitions', planId, 'list'] as const,
  evidence: (planId: string) => ['partitions', planId, 'evidence'] as const,
};
