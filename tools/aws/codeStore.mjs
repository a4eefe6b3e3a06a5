// @ts-check
// The zips that were deployed, by hash: a published version keeps its code when the function gets new one.
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import AdmZip from 'adm-zip';
import { AwsError } from './awsError.mjs';

/** @typedef {import('./controlPlane.mjs').FunctionConfiguration} FunctionConfiguration */

export class CodeStore {
  #controlPlane;
  #dir;
  /** Folders with the content of a zip, by hash. @type {Map<string, Promise<string>>} */
  #unpacked = new Map();

  /** @param {import('./controlPlane.mjs').ControlPlane} controlPlane @param {string} dir */
  constructor(controlPlane, dir) {
    this.#controlPlane = controlPlane;
    this.#dir = dir;
  }

  /**
   * Keeps the code that a function has now.
   * @param {Pick<FunctionConfiguration, 'FunctionArn'>} configuration
   * @returns {Promise<string>} hash of the zip, as in CodeSha256
   */
  async keep({ FunctionArn }) {
    const [, , , region, account, , name] = FunctionArn.split(':');
    const answer = await this.#controlPlane.send({
      path: `/_ministack/lambda-code/${account}/${region}/${name}`,
    });
    const hash = createHash('sha256').update(answer.body).digest('base64');
    if (answer.status === 200 && !this.#unpacked.has(hash))
      this.#unpacked.set(hash, this.#unpack(hash, answer.body));
    return hash;
  }

  /** @param {string} hash @param {Buffer} zip @returns {Promise<string>} */
  async #unpack(hash, zip) {
    const dir = path.join(this.#dir, Buffer.from(hash, 'base64').toString('hex').slice(0, 16));
    await fs.mkdir(dir, { recursive: true });
    new AdmZip(zip).extractAllTo(dir, true, true);
    return dir;
  }

  /**
   * @param {FunctionConfiguration} configuration
   * @returns {Promise<string>} folder with the content of its zip
   * @throws {AwsError} when this endpoint has never seen that code
   */
  async directoryOf(configuration) {
    const { CodeSha256, FunctionArn } = configuration;
    // A function made by CloudFormation did not pass by here.
    if (!this.#unpacked.has(CodeSha256)) await this.keep(configuration);
    const dir = this.#unpacked.get(CodeSha256);
    if (dir) return dir;
    throw new AwsError(
      400,
      'InvalidZipFileException',
      `This endpoint does not have the code of ${FunctionArn}: only zips deployed while it runs can be run.`,
    );
  }
}
