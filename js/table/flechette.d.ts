/** The part of flechette's stream reader that the rows are read with; pinned, as it is not public. */
declare module "@uwdata/flechette/src/decode/decode-ipc.js" {
  export interface ArrowBatch {
    length: number;
    regions: { offset: number; length: number }[];
    body: Uint8Array<ArrayBuffer>;
  }
  export function decodeIPC(data: Uint8Array): {
    schema: { fields: { name: string; type: { typeId: number } }[] };
    records: ArrowBatch[];
  };
}
